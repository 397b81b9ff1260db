/** Say something to those who listen to the page instead of looking at it. */
export function announce(words) {
  const region = document.querySelector("[data-announce]");
  if (region) region.textContent = words;
}
