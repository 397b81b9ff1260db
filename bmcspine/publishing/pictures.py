"""The drawings that a section or a step may show; `components/picture.html` describes each."""

from django.db import models


class Picture(models.TextChoices):
    SPINE = "spine", "The whole spine, from the side"
    BONE_BROKEN = "bone-broken", "Three bones, the middle one broken"
    BONE_FILL = "bone-fill", "A needle fills the broken bone"
    BONE_WELL = "bone-well", "The filled bone"
    MEET = "meet", "Patient and doctor talk"
    LIE = "lie", "The patient lies face down"
    NUMB = "numb", "A spot on the back is numbed"
    GUIDE = "guide", "X-ray shows the way"
    FILL = "fill", "Cement goes in"
    HOME = "home", "On the way home"
    CALL = "call", "A phone call"
    SCAN = "scan", "The patient goes into a scanner"
    REST = "rest", "The patient rests in bed"
    CHECK = "check", "A visit to have it checked"
