/** Says at once that a file is too big, instead of after minutes of sending it. */
export function enhance(root) {
  for (const field of root.querySelectorAll("input[type=file][data-most-bytes]")) {
    const said = document.createElement("p");
    said.className = "errornote";
    said.setAttribute("role", "alert");
    field.addEventListener("change", () => {
      const tooBig = [...field.files].some(file => file.size > Number(field.dataset.mostBytes));
      said.textContent = tooBig ? field.dataset.tooBig : "";
      if (!tooBig) return said.remove();
      field.value = "";
      field.after(said);
    });
  }
}

enhance(document);
