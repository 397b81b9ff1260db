from django.urls import path

from bmcspine.site import views
from bmcspine.site.health import healthz
from bmcspine.site.styleguide.views import styleguide

app_name = "site"

urlpatterns = [
    path("", views.home, name="home"),
    path("notices/", views.notices, name="notices"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", views.sitemap, name="sitemap"),
    path("healthz", healthz, name="healthz"),
    path("styleguide/", styleguide, name="styleguide"),
    path("<slug:slug>/", views.page, name="page"),
]
