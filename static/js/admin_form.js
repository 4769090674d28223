// Asks before a changed form is left. Without script nothing asks, and nothing else is lost.
(() => {
  "use strict";

  const OWN = ["csrfmiddlewaretoken", "action", "select_across", "index", "_selected_action"];

  // What a form would send, and what stands in the right box of a pair of lists.
  function held(form) {
    const parts = [];
    for (const control of form.elements) {
      if (!control.name || OWN.includes(control.name) || control.type === "submit") continue;
      if (control.type === "checkbox" || control.type === "radio") {
        parts.push([control.name, control.value, control.checked]);
      } else if (control.tagName === "SELECT") {
        const isRight = control.id.endsWith("_to");
        const chosen = isRight ? [...control.options] : [...control.selectedOptions];
        if (!control.id.endsWith("_from")) {
          parts.push([control.name, chosen.map((option) => option.value).sort()]);
        }
      } else if (control.type === "file") {
        parts.push([control.name, control.files.length]);
      } else {
        parts.push([control.name, control.value]);
      }
    }
    return JSON.stringify(parts);
  }

  function watch(form) {
    // After other scripts have built their lists.
    let before = held(form);
    let isSending = false;
    setTimeout(() => { before = held(form); }, 0);
    const isUnsaved = form.querySelector("[data-unsaved]") !== null;
    form.addEventListener("submit", () => { isSending = true; });
    window.addEventListener("pageshow", () => { isSending = false; });
    window.addEventListener("beforeunload", (event) => {
      if (!isSending && (isUnsaved || held(form) !== before)) event.preventDefault();
    });
  }

  window.addEventListener("load", () => {
    for (const form of document.querySelectorAll("#content-main form[method=post]")) {
      if (form.id.endsWith("_form") || form.id === "changelist-form") watch(form);
    }
  });
})();
