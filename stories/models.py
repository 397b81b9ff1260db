"""The tables of stories, each group in a module of its own."""

from stories.authorizations import Authorization
from stories.pages import Story, StorySection
from stories.scans import Scan

__all__ = ["Authorization", "Scan", "Story", "StorySection"]
