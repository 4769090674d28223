"""Codes of the second step: good for once, slowed when wrong, good when the clock was set back."""

import pytest
from django.contrib.auth.models import User
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
from django_otp.oath import TOTP
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from roles.domain.errors import WrongCode
from roles.services.second_factor import (
    begin_two_step,
    confirm_two_step,
    end_two_step,
    is_code_right,
    new_backup_codes,
    reset_two_step,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("clock")]


@pytest.fixture
def ada(db):
    return User.objects.create_user("ada", is_staff=True)


@pytest.fixture
def code(clock, ada):
    """What Ada's app shows now, or so many steps from now."""

    def show(steps=0):
        app = TOTP(TOTPDevice.objects.get(user=ada).bin_key)
        app.time = clock.now + 30 * steps
        return f"{app.token():06}"

    return show


@pytest.fixture
def backup(ada, code, clock):
    """Ada has it on; her backup codes. The first code was a minute ago."""
    begin_two_step(user=ada)
    codes = confirm_two_step(user=ada, code=code(), session_key=None)
    clock.now += 60
    return codes


def session_of(user):
    session = SessionStore()
    session["_auth_user_id"] = str(user.pk)
    session.save()
    return session.session_key


def test_key_that_is_begun_asks_nothing_until_a_code_confirms_it(ada, code):
    begin_two_step(user=ada)
    begin_two_step(user=ada)
    with pytest.raises(WrongCode):
        confirm_two_step(user=ada, code="000000", session_key=None)
    assert [device.confirmed for device in TOTPDevice.objects.all()] == [False]

    assert len(set(confirm_two_step(user=ada, code=code(), session_key=None))) == 10
    assert [device.confirmed for device in TOTPDevice.objects.all()] == [True]


def test_turning_it_on_ends_all_other_sessions_of_the_account(ada, code):
    here, _there = session_of(ada), session_of(ada)
    other = session_of(User.objects.create_user("grace"))
    begin_two_step(user=ada)
    confirm_two_step(user=ada, code=code(), session_key=here)

    assert {session.session_key for session in Session.objects.all()} == {here, other}


def test_code_is_good_for_once(ada, backup, code):
    assert [is_code_right(user=ada, code=code()) for _each in range(2)] == [True, False]


def test_code_may_be_a_step_early_or_late_but_no_more(ada, backup, code, clock):
    late, too_late = code(-1), code(-3)
    assert is_code_right(user=ada, code=too_late) is False
    clock.now += 1  # the wait after a wrong one
    assert is_code_right(user=ada, code=f" {late[:3]} {late[3:]} ") is True


def test_backup_code_is_good_for_once_and_written_in_any_way(ada, backup):
    first, second = (f"{each[:4]}-{each[4:]}".upper() for each in backup[:2])

    assert [is_code_right(user=ada, code=each) for each in (first, first)] == [True, False]
    assert StaticToken.objects.count() == 9
    assert is_code_right(user=ada, code=second) is False  # the wrong one has to wait
    assert new_backup_codes(user=ada) != backup


def test_wrong_codes_wait_twice_as_long_each_time_but_backup_codes_go_on(ada, backup, code, clock):
    for _each in range(12):
        assert is_code_right(user=ada, code="000000") is False
        clock.now += 2_000
    is_code_right(user=ada, code="000000")
    assert is_code_right(user=ada, code=code()) is False
    assert is_code_right(user=ada, code=backup[0]) is True
    clock.now += 1024  # the longest wait
    assert is_code_right(user=ada, code=code()) is True


def test_clock_set_back_refuses_no_right_code(ada, backup, code, clock):
    is_code_right(user=ada, code=code())
    is_code_right(user=ada, code="000000")
    clock.now -= 3600

    assert [is_code_right(user=ada, code=code()) for _each in range(2)] == [True, False]


@pytest.mark.parametrize("text", ["", "abc", "9" * 5000, "١٢٣٤٥٦", "\x00", "-1"])
def test_what_is_no_code_is_refused(ada, backup, text):
    assert is_code_right(user=ada, code=text) is False


def test_account_without_it_has_no_right_code(ada):
    assert is_code_right(user=ada, code="000000") is False
    assert end_two_step(user=ada) is False


def test_reset_takes_all_of_it_off_and_signs_out(ada, backup):
    session_of(ada)

    assert (reset_two_step(user=ada), reset_two_step(user=ada)) == (True, False)
    assert (TOTPDevice.objects.count(), StaticToken.objects.count()) == (0, 0)
    assert Session.objects.count() == 0
