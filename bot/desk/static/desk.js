// Everything works without this file; it spares reloads, shows previews while one types, and keeps the keyboard quick.
"use strict";

const parse = (html) => new DOMParser().parseFromString(html, "text/html");

/** Puts the parts that the server made anew in place of the old ones; fields that are being typed in stay. */
function refresh(page, selector) {
  for (const part of page.querySelectorAll(selector)) {
    const old = part.id && document.getElementById(part.id);
    if (old) old.replaceWith(document.importNode(part, true));
  }
}

async function send(form, address, submitter) {
  const data = new FormData(form);
  if (submitter && submitter.name) data.append(submitter.name, submitter.value);
  const answer = await fetch(address, { method: "POST", body: new URLSearchParams(data) });
  return { page: parse(await answer.text()), ok: answer.ok };
}

/** Says at once that a press was heard, until the next page is there or `end` is called. */
const main = document.getElementById("main"), working = document.getElementById("working");
function begin(pressed) {
  working.textContent = working.dataset.text;
  main.setAttribute("aria-busy", "true");
  if (pressed) pressed.classList.add("pressed-now");
}
function end() {
  working.textContent = "";
  main.removeAttribute("aria-busy");
  for (const pressed of document.querySelectorAll(".pressed-now")) pressed.classList.remove("pressed-now");
}

document.addEventListener("click", (event) => {
  const link = event.target.closest("a[href]");
  if (!link || link.target || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const here = document.location, stays = link.hash && link.pathname + link.search === here.pathname + here.search;
  if (link.origin === here.origin && !stays) begin(link);
});
document.addEventListener("submit", (event) => begin(event.submitter));
// Who does not leave after all: stops the loading, or comes back.
addEventListener("keydown", (event) => event.key === "Escape" && end());
addEventListener("pageshow", (event) => event.persisted && end());

/** Saving takes some seconds: the button says so, and cannot be pressed twice. */
document.addEventListener("submit", (event) => {
  const button = event.submitter || event.target.querySelector("[data-busy]");
  if (!button || !button.dataset.busy) return;
  // Not before the form is on its way: a disabled button would not be sent with it.
  setTimeout(() => ((button.textContent = button.dataset.busy), (button.disabled = true)));
});

/** Forms whose result is a part of this page: the chat. */
document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.dataset.into) return;
  event.preventDefault();
  const asked = send(form, form.action, event.submitter);
  if ("clear" in form.dataset) form.reset(), (form.querySelector("input[name=text]").value = "");
  const { page, ok } = await asked.finally(end);
  if (!ok) return document.location.reload();
  refresh(page, form.dataset.into);
  showLast();
});

function showLast() {
  const last = document.querySelector(".turn:last-child");
  if (last) last.scrollIntoView({ block: "start" });
}

/** What is being edited: the preview follows the typing after a short pause, the faults as soon as all is checked. */
for (const form of document.querySelectorAll("form[data-preview]")) {
  const said = document.getElementById("checking");
  let timer, round = 0, checking = false, changed = false;
  const show = async (address, parts) => {
    const mine = round;
    const { page, ok } = await send(form, address);
    if (ok && mine === round) refresh(page, parts);
    return mine === round;
  };
  const follow = async () => {
    round++;
    await show(form.dataset.preview + "?quick", ".preview[data-live]");
    if (checking) return;
    checking = true;
    said.hidden = false;
    try {
      // One check at a time; whatever was typed meanwhile is checked by the next.
      while (!(await show(form.dataset.preview, "[data-live]")));
    } finally {
      checking = false;
      said.hidden = true;
    }
  };
  if ("unchecked" in form.dataset) follow(); // the page did not wait for the faults
  form.addEventListener("input", () => {
    changed = true;
    end(); // whoever types on has stayed, asked whether to leave without saving
    clearTimeout(timer);
    timer = setTimeout(follow, 300);
  });
  form.addEventListener("submit", () => (changed = false));
  form.addEventListener("click", (event) => {
    const field = event.target.dataset && event.target.dataset.take;
    if (!field) return;
    document.getElementById(field).value = event.target.closest(".theirs").querySelector("pre").textContent;
    form.dispatchEvent(new Event("input"));
  });
  addEventListener("beforeunload", (event) => changed && event.preventDefault());
  addEventListener("keydown", (event) => {
    if ((event.ctrlKey || event.metaKey) && event.key === "s") {
      event.preventDefault();
      form.requestSubmit();
    }
  });
}

/** Buttons that fill a field beside them. */
document.addEventListener("click", (event) => {
  const group = event.target.closest("[data-fill]");
  if (group && event.target.value) group.closest("form").elements[group.dataset.fill].value = event.target.value;
});

/** Filters apply while one types. */
for (const form of document.querySelectorAll("form[data-filter]")) {
  let timer;
  form.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(async () => {
      const address = form.action + "?" + new URLSearchParams(new FormData(form));
      const answer = await fetch(address);
      const page = parse(await answer.text());
      refresh(page, "#rows");
      document.querySelector("h1").replaceWith(document.importNode(page.querySelector("h1"), true));
      history.replaceState(null, "", address);
    }, 200);
  });
}

/** What is chosen in a menu of settings applies at once. */
for (const menu of document.querySelectorAll("select[data-submit]")) {
  menu.addEventListener("change", () => menu.form.requestSubmit());
}

/** A box grows to its text, where the browser does not do that by itself. */
if (!CSS.supports("field-sizing", "content")) {
  const grow = (box) => (box.style.height = "auto", box.style.height = box.scrollHeight + 2 + "px");
  document.querySelectorAll("textarea").forEach(grow);
  document.addEventListener("input", (event) => event.target.matches("textarea") && grow(event.target));
}

/** A part that waits for something to be measured asks again until it is there. */
(async function poll() {
  const part = document.querySelector("[data-poll]");
  if (!part) return;
  await new Promise((done) => setTimeout(done, Number(part.dataset.poll)));
  const answer = await fetch(document.location.href);
  if (answer.ok) refresh(parse(await answer.text()), "#" + part.id);
  poll();
})();

document.documentElement.classList.add("scripted");
showLast();
