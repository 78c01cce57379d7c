// Says beside each field what cannot be, while one types. Without this file saving says the same.
(() => {
  "use strict";
  const form = document.querySelector("form[data-check]");
  if (!form) return;
  const PAUSE = 500;
  let timer = 0;
  let asked = 0;

  const ids = (control) => (control.getAttribute("aria-describedby") || "").split(" ").filter(Boolean);

  const clear = (field) => {
    field.querySelectorAll(".error").forEach((line) => {
      const control = field.querySelector(`[aria-describedby~="${line.id}"]`);
      const rest = control ? ids(control).filter((id) => id !== line.id) : [];
      if (rest.length) control.setAttribute("aria-describedby", rest.join(" "));
      else control?.removeAttribute("aria-describedby");
      control?.removeAttribute("aria-invalid");
      line.remove();
    });
    field.classList.remove("wrong");
  };

  const mark = (control, sentence) => {
    const field = control.closest(".field");
    const line = document.createElement("p");
    const word = document.createElement("span");
    line.className = "error";
    line.id = `${control.id}-error`;
    word.className = "sr";
    word.textContent = `${form.dataset.error} `;
    line.append(word, sentence);
    control.before(line);
    control.setAttribute("aria-invalid", "true");
    control.setAttribute("aria-describedby", [...ids(control), line.id].join(" "));
    field.classList.add("wrong");
  };

  const show = ({ typing, problems, said }) => {
    form.querySelectorAll(".field.wrong").forEach(clear);
    for (const [name, sentence] of Object.entries({ ...typing, ...problems })) {
      const control = document.getElementById(`f-${name}`);
      if (!control || (name in typing && control === document.activeElement)) continue;
      mark(control, sentence);
    }
    for (const [id, text] of Object.entries(said)) {
      const place = document.getElementById(id);
      if (place && place.textContent !== text) place.textContent = text;
    }
  };

  const ask = async () => {
    const number = (asked += 1);
    try {
      const answer = await fetch(form.dataset.check, { method: "POST", body: new URLSearchParams([...new FormData(form)].filter(([, value]) => typeof value === "string")) });
      if (answer.ok && number === asked) show(await answer.json());
    } catch {
      // Without a line nothing is said now; saving will say it.
    }
  };

  const soon = () => {
    clearTimeout(timer);
    timer = setTimeout(ask, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  form.addEventListener("focusout", soon);
})();
