"""A user of the workspace, and the link with which one signs in once."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models


class UserManager(BaseUserManager["User"]):
    """Makes users."""

    def create_user(self, username: str, *, name: str = "", keeper: bool = False, password: str | None = None) -> User:
        """Make a user; without a password one signs in by a link only."""
        user = User(username=username, name=name or username, keeper=keeper)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """Someone who uses the workspace. A keeper may make studies, load and back up; in a study the role of each counts."""

    username = models.CharField(max_length=80, unique=True)
    name = models.CharField(max_length=120)
    language = models.CharField(max_length=2, blank=True, default="")
    keeper = models.BooleanField(default=False)
    is_active = models.BooleanField(default=True)

    objects: ClassVar[UserManager] = UserManager()
    USERNAME_FIELD = "username"

    def __str__(self) -> str:
        return self.name


class SignInLink(models.Model):
    """A link that signs its user in once; only a digest of its token is kept."""

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
