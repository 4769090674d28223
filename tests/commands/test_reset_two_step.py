"""The command for the only superuser, whose phone is lost."""

import pytest
from django.contrib.auth.models import User
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from roles.services.second_factor import new_backup_codes

pytestmark = pytest.mark.django_db


def test_command_turns_two_step_off_for_one_account(capsys):
    for name in ("ada", "grace"):
        user = User.objects.create_superuser(name)
        TOTPDevice.objects.create(user=user)
        new_backup_codes(user=user)
    call_command("reset_two_step", "ada")

    assert "off for ada" in capsys.readouterr().out
    assert [device.user.username for device in TOTPDevice.objects.all()] == ["grace"]
    assert StaticToken.objects.count() == 10


def test_command_says_when_there_is_nothing_to_turn_off(db):
    User.objects.create_user("ada")
    for name, words in (("ada", "isn't on for ada"), ("eve", "no account called eve")):
        with pytest.raises(CommandError, match=words):
            call_command("reset_two_step", name)
