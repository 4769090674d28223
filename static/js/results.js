/* What a script adds to the result and its links: buttons to print, to copy and to hand on, sums
   opened on paper, one sending per press. Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one

for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => print());
}

for (const place of document.querySelectorAll("[data-address]")) {
  const field = place.querySelector("input");
  const copy = place.querySelector("[data-copy]");
  const share = place.querySelector("[data-share]");
  const status = place.querySelector("[role=status]");
  const say = (words) => {
    status.textContent = ""; // the same words twice are read out twice
    setTimeout(() => (status.textContent = words), 100);
  };

  copy.hidden = false;
  copy.addEventListener("click", () => {
    Promise.resolve()
      .then(() => navigator.clipboard.writeText(field.value))
      .then(
        () => say(status.dataset.copied),
        () => {
          field.select();
          say(status.dataset.refused);
        },
      );
  });
  if (!share) continue; // a private address is not for sharing
  share.hidden = !navigator.share;
  share.addEventListener("click", () => {
    const { title, text } = share.dataset;
    navigator.share({ title, text, url: field.value }).catch(() => {}); // cancelled
  });
}

// Browsers that cannot open them by style.
let opened = [];
addEventListener("beforeprint", () => {
  opened = [...document.querySelectorAll("details:not([open])")];
  for (const part of opened) part.open = true;
});
addEventListener("afterprint", () => {
  for (const part of opened) part.open = false;
});

for (const form of document.querySelectorAll("form[data-guarded]")) {
  let sentAt = -Infinity;
  form.addEventListener("submit", (event) => {
    const now = performance.now();
    if (now - sentAt < SAME_PRESS) event.preventDefault();
    else sentAt = now;
  });
  addEventListener("pageshow", () => {
    sentAt = -Infinity;
  });
}
