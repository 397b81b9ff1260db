"""The tables of stories, each group in a module of its own."""

from stories.authorizations import Authorization
from stories.pages import Story, StorySection

__all__ = ["Authorization", "Story", "StorySection"]
