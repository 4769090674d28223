// Beside a form of the admin: what is typed is worked out by the server half a second after the last
// key, part by part, and shown. Nothing is saved. Without this script the button "Check" does it.
"use strict";

(() => {
  const panel = document.querySelector("[data-insight]");
  if (!panel) return;
  const DELAY = 500; // milliseconds after the last key
  const form = panel.closest("form");
  const status = panel.querySelector("[role=status]");
  const parts = [...panel.querySelectorAll("[data-part]")];
  const watched = panel.dataset.watch.split(" ");
  let timer;
  let running = new AbortController();

  const html = async (part, signal) => {
    const response = await fetch(`${panel.dataset.insight}?part=${part}`, {
      method: "POST",
      body: new URLSearchParams(new FormData(form)),
      cache: "no-store",
      signal,
    });
    const found = await response.text();
    // Once the session has ended, the answer is the sign-in page, which is no part of this one.
    if (!response.ok || found.includes('id="login-form"')) throw new Error(String(response.status));
    return found;
  };

  // One part after the other; whatever was asked before is dropped.
  const follow = async (asked, done) => {
    running.abort();
    running = new AbortController();
    const { signal } = running;
    try {
      for (const part of asked) {
        const found = await html(part.dataset.part, signal);
        if (signal.aborted) return;
        part.innerHTML = found;
      }
      status.textContent = done;
    } catch (error) {
      if (!signal.aborted) status.textContent = panel.dataset.failed;
    }
  };

  form.addEventListener("input", (event) => {
    const name = event.target.name || "";
    if (!watched.some((start) => name.startsWith(start))) return;
    window.clearTimeout(timer);
    running.abort();
    timer = window.setTimeout(() => {
      status.textContent = panel.dataset.working;
      follow(parts, panel.dataset.done);
    }, DELAY);
  });

  follow(parts.filter((part) => !part.firstElementChild), status.textContent);
})();
