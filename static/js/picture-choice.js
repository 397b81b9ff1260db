/** Shows the picture that was chosen from a list of titles. */
function show(list) {
  list.closest("[data-picture-shown]")?.querySelector(".picture-chosen")?.remove();
  if (!list.value) return;
  const image = document.createElement("img");
  image.className = "picture-chosen";
  image.alt = "";
  image.src = list.dataset.picture.replace("/0/", `/${list.value}/`);
  image.addEventListener("error", () => image.remove());
  const row = list.closest(".form-row") ?? list.parentElement;
  row.dataset.pictureShown = "";
  row.append(image);
}

export function enhance(root) {
  root.querySelectorAll("select[data-picture]").forEach(show);
  root.addEventListener("change", event => {
    if (event.target.matches("select[data-picture]")) show(event.target);
  });
}

enhance(document);
