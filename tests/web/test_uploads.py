"""Files in posted forms are taken on one page, from staff; anywhere else they are refused."""

import pytest
from django.contrib.auth.models import AnonymousUser, User
from django.core.exceptions import TooManyFilesSent
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, RequestFactory
from django.urls import resolve

from roles.web.uploads import LARGEST_UPLOAD

STAFF, OTHER = User(username="ada", is_staff=True), User(username="eve")


def posted(path, user, data=b"abc"):
    """The files of a form, as the first who reads it gets them."""
    request = RequestFactory().post(path, {"file": SimpleUploadedFile("a.yaml", data), "a": "1"})
    request.resolver_match, request.user = resolve(path), user
    assert request.POST["a"] == "1"
    return request.FILES


def test_file_from_staff_on_the_upload_page_is_kept():
    assert posted("/admin/upload/", STAFF)["file"].read() == b"abc"


@pytest.mark.parametrize("user", [AnonymousUser(), OTHER])
def test_file_from_others_on_the_upload_page_is_dropped(user):
    assert not posted("/admin/upload/", user)


@pytest.mark.parametrize("path", ["/admin/draft/", "/quiz/AAAAAAAAAAAAAAAAAAAAAA/1/"])
def test_file_sent_elsewhere_is_refused(path):
    with pytest.raises(TooManyFilesSent):
        posted(path, STAFF)


@pytest.mark.parametrize("path", ["/admin/draft/", "/quiz/AAAAAAAAAAAAAAAAAAAAAA/1/"])
def test_form_with_a_file_is_answered_400_with_one_line_in_the_log(db, log, path):
    client = Client(enforce_csrf_checks=True)
    client.get("/admin/login/")  # for its cookie
    response = client.post(path, {"file": SimpleUploadedFile("a.yaml", b"abc"), "a": "1"})

    assert response.status_code == 400
    (line,) = log.getvalue().splitlines()
    assert line.endswith(": A file was sent where none is taken.")


@pytest.mark.parametrize("size", [LARGEST_UPLOAD, LARGEST_UPLOAD + 1, 5 * LARGEST_UPLOAD])
def test_file_larger_than_allowed_is_known_by_its_size_and_not_kept(size):
    file = posted("/admin/upload/", STAFF, b"x" * size)["file"]

    assert file.size == size
    assert len(file.read()) <= LARGEST_UPLOAD
