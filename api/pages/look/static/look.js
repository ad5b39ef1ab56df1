// Small comforts for every page; nothing here is needed for anything.
"use strict";

// A choice that should act at once (language, filter) sends its form; its button is for the rest.
for (const select of document.querySelectorAll("select[data-send]")) {
  select.form.classList.add("sends-itself");
  select.addEventListener("change", () => select.form.requestSubmit());
}

// A form that was sent is not sent twice; its button says that it is at work.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) {
    event.preventDefault();
    return;
  }
  if (form.matches("[data-once]")) {
    form.dataset.sent = "yes";
    for (const button of form.querySelectorAll("button[type=submit]")) {
      button.setAttribute("aria-busy", "true");
    }
  }
});
window.addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("form[data-sent]")) {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("[aria-busy]")) button.removeAttribute("aria-busy");
  }
});

// HTMX sends the session's token along (console pages have one).
document.addEventListener("htmx:configRequest", (event) => {
  const token = document.querySelector("meta[name=csrf]");
  if (token) event.detail.headers["X-CSRF-Token"] = token.content;
});
