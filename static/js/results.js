/* What a script adds to the result and its links: the focus on an error, buttons to print, to copy
   and to hand on, sums opened on paper, one sending per press. Everything works without it. */

const SAME_PRESS = 1000; // ms in which a second press is taken for the same one

document.querySelector("form [aria-invalid=true]")?.focus();

for (const place of document.querySelectorAll("[data-print]")) {
  place.hidden = false;
  place.querySelector("button").addEventListener("click", () => print());
}

const saying = (status) => (words) => {
  status.textContent = ""; // the same words twice are read out twice
  setTimeout(() => (status.textContent = words), 100);
};
const copied = (text) => Promise.resolve().then(() => navigator.clipboard.writeText(text));

// The page's own address, which nothing in the page holds: it would go along when that is copied.
for (const place of document.querySelectorAll("[data-copy-page]")) {
  const show = document.querySelector("[data-show-address]");
  const status = document.querySelector("#page-copied");
  const say = saying(status);
  place.hidden = false;
  if (show) show.hidden = true;
  place.querySelector("button").addEventListener("click", () => {
    copied(location.origin + location.pathname).then(
      () => say(status.dataset.copied),
      () => {
        if (show) show.hidden = false;
        say(status.dataset.refused);
      },
    );
  });
}

for (const place of document.querySelectorAll("[data-address]")) {
  const field = place.querySelector("input");
  const copy = place.querySelector("[data-copy]");
  const share = place.querySelector("[data-share]");
  const status = place.querySelector("[role=status]");
  const say = saying(status);

  copy.hidden = false;
  copy.addEventListener("click", () => {
    copied(field.value).then(
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

// On a phone it is a tap away; elsewhere there is room.
for (const part of document.querySelectorAll("[data-open-wide]")) {
  part.open = matchMedia("(min-width: 46rem)").matches;
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
