/** Focal point: press on the picture, or move the point with the arrow keys. The two number fields stay the truth. */
const STEP = 10; // percent, as in components/photo.css

const KEYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

const inside = percent => Math.min(100, Math.max(0, Math.round(percent / STEP) * STEP || 0));

function draw(panel, x, y) {
  const [across, down] = [inside(x.value), inside(y.value)];
  Object.assign(panel.dataset, { x: across, y: down });
  panel.querySelector("[data-focal-place]").textContent = `${across} % from the left, ${down} % from the top`;
}

function set(panel, [x, y], across, down) {
  x.value = inside(across);
  y.value = inside(down);
  for (const field of [x, y]) field.dispatchEvent(new Event("input", { bubbles: true }));
}

function follow(panel, fields, area, event) {
  const { left, top, width, height } = area.getBoundingClientRect();
  set(panel, fields, 100 * (event.clientX - left) / width, 100 * (event.clientY - top) / height);
}

function attach(panel) {
  const [x, y] = panel.dataset.focal.split(" ").map(id => document.getElementById(id));
  if (!x || !y) return; // who may only look gets no fields
  const area = panel.querySelector("[data-focal-area]");
  const point = panel.querySelector("[data-focal-point]");
  point.hidden = false;
  area.addEventListener("pointerdown", event => {
    event.preventDefault();
    area.setPointerCapture(event.pointerId);
    follow(panel, [x, y], area, event);
    point.focus({ preventScroll: true });
  });
  area.addEventListener("pointermove", event => {
    if (area.hasPointerCapture(event.pointerId)) follow(panel, [x, y], area, event);
  });
  point.addEventListener("keydown", event => {
    const [right, down] = KEYS[event.key] ?? [];
    if (right === undefined) return;
    event.preventDefault();
    set(panel, [x, y], inside(x.value) + right * STEP, inside(y.value) + down * STEP);
  });
  for (const field of [x, y]) field.addEventListener("input", () => draw(panel, x, y));
  draw(panel, x, y);
}

export function enhance(root) {
  root.querySelectorAll("[data-focal]").forEach(attach);
}

enhance(document);
