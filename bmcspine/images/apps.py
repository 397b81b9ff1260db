from django.apps import AppConfig


class ImagesConfig(AppConfig):
    name = "bmcspine.images"
    label = "images"
    verbose_name = "Picture library"
