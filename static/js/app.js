// What every page gains from JavaScript. Nothing here is needed for any task.
(() => {
  "use strict";
  const root = document.documentElement;
  root.classList.add("js");

  // The error summary takes the focus, on load and after a swap.
  const focusProblems = () => document.getElementById("problems")?.focus();

  // Words as the server counts them: what stands between the white space of Python's str.split().
  const SPACE = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;
  const UNSEEN = /[\x00-\x08\x0e-\x1b\x7f-\x84\x86-\x9f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]/g;
  const words = (text) => text.replace(UNSEEN, "").split(SPACE).filter(Boolean).length;

  const count = (area) => {
    const line = document.getElementById(area.id + "-count");
    if (!line) return;
    const left = Number(area.dataset.maxWords) - words(area.value);
    line.classList.toggle("over", left < 0);
    line.textContent = (left < 0 ? line.dataset.over : line.dataset.left).replace("#", Math.abs(left));
  };

  const showChosen = (input) => {
    const place = input.parentElement.querySelector("[data-chosen]");
    if (place) place.textContent = [...input.files].map((file) => file.name).join(", ");
  };

  // A blank copy of the last row, with the next number and the cursor in its first field. It comes after all rows,
  // those of other pages too (data-next).
  const addRow = (table) => {
    const rows = [...table.querySelectorAll("[data-row]")];
    const last = rows.at(-1);
    const next = Math.max(Number(last.dataset.row) + 1, Number(table.dataset.next ?? 0));
    const from = `${table.dataset.rows}-${last.dataset.row}-`;
    const to = `${table.dataset.rows}-${next}-`;
    const row = last.cloneNode(true);
    row.dataset.row = next;
    row.querySelector("[data-number]").textContent = table.dataset.next ? next + 1 : rows.length + 1;
    row.querySelectorAll(".error, [type=hidden]").forEach((each) => each.remove());
    row.querySelectorAll(".wrong").forEach((each) => each.classList.remove("wrong"));
    row.querySelectorAll("*").forEach((each) => {
      for (const name of ["id", "for", "name", "aria-describedby"]) {
        const value = each.getAttribute(name);
        if (value) each.setAttribute(name, value.replaceAll(from, to));
      }
      each.removeAttribute("aria-invalid");
      if (each.matches("[type=checkbox]")) each.checked = false;
      else if (each.matches("select")) each.selectedIndex = 0;
      else if (each.matches("input, textarea")) each.value = "";
    });
    last.after(row);
    row.querySelectorAll("[data-max-words]").forEach(count);
    row.querySelector(".control").focus();
  };

  document.addEventListener("input", ({ target }) => {
    if (target.matches("[data-max-words]")) count(target);
  });
  document.addEventListener("change", ({ target }) => {
    if (target.matches(".file [type=file]")) showChosen(target);
  });
  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-rows] > button[name=add]:not([data-far])");
    if (!button) return;
    event.preventDefault();
    addRow(button.parentElement);
  });
  document.addEventListener("row:add", ({ target }) => addRow(target));

  // Cells copied from a spreadsheet: each goes into the field under the next, each line into the next row.
  const put = (control, text) => {
    if (control.matches("select")) {
      const said = text.trim().toLowerCase();
      const found = [...control.options].find((option) => option.text.trim().toLowerCase() === said);
      if (found) control.value = found.value;
    } else control.value = text;
    control.dispatchEvent(new Event("input", { bubbles: true }));
    control.dispatchEvent(new Event("change", { bubbles: true }));
  };
  document.addEventListener("paste", (event) => {
    const first = event.target.closest("[data-row] .control");
    const text = event.clipboardData.getData("text/plain").replace(/\r?\n$/, "");
    if (!first || !text.includes("\t")) return;
    event.preventDefault();
    const table = first.closest("[data-rows]");
    const cells = (row) => [...row.querySelectorAll(".cells .control")];
    const column = cells(first.closest("[data-row]")).indexOf(first);
    let place = [...table.querySelectorAll("[data-row]")].indexOf(first.closest("[data-row]"));
    for (const line of text.split(/\r?\n/)) {
      if (!table.querySelectorAll("[data-row]")[place]) addRow(table);
      const controls = cells(table.querySelectorAll("[data-row]")[place++]).slice(column);
      line.split("\t").slice(0, controls.length).forEach((cell, at) => put(controls[at], cell));
    }
    first.focus();
  });

  // A second press while the first is on its way sends nothing; back and forward find the button awake again.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || event.defaultPrevented) return;
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "1";
    setTimeout(() => delete form.dataset.sent, 8000);
  });
  addEventListener("pageshow", () => document.querySelectorAll("form[data-sent]").forEach((form) => delete form.dataset.sent));

  // Answers that htmx does not show (base.html: noSwap) get a sentence instead of silence.
  const say = (key) => {
    const live = document.getElementById("live");
    live.textContent = live.dataset[key];
    setTimeout(() => (live.textContent = ""), 15000);
  };
  document.addEventListener("htmx:response:error", ({ detail }) => {
    const status = detail.ctx.response.status;
    if (status === 401) say("signedOut");
    else if (status === 403) say("forbidden");
    else if (status >= 500) say("fault");
  });
  document.addEventListener("htmx:error", ({ detail }) => {
    if (detail.ctx) say("offline");
  });
  document.addEventListener("htmx:after:swap", focusProblems);

  document.querySelectorAll("[data-max-words]").forEach(count);
  focusProblems();
})();
