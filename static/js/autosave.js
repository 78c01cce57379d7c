// Saves a form while it is being written. Without this file its buttons do the same.
// A copy stays on the device until the server has acknowledged that very value; on a shared computer there is none.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const words = form.dataset;
  const line = document.getElementById(words.autosave);
  const shelf = `convoca:${form.action}#${words.device}#`;
  const PAUSE = 1500;
  const RETRY = 15000;
  const PATIENCE = 3000;
  const LIGHT = 50000;
  let place = `${shelf}${Date.now()}-${Math.random()}`;
  let timer = 0;
  let stopped = false;
  let going = false;

  const say = (sentence, state, href) => {
    line.className = `saved ${state}`;
    line.textContent = "";
    const part = document.createElement(href ? "a" : "span");
    if (href) part.href = href;
    if (href && !words.device) part.target = "_blank";
    part.textContent = sentence;
    line.append(part);
  };

  // What would be sent, without what changes by itself (the token).
  const typed = () => [...new FormData(form)].filter(([name, value]) => name !== "csrf" && typeof value === "string");
  const content = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "revision" && name !== "writer"));
  let acknowledged = content(typed());
  const untouched = () => content(typed()) === acknowledged;

  // A full or forbidden store: the server's copy is then the only one.
  const stored = (act) => {
    try {
      return words.device ? act(localStorage) : null;
    } catch {
      return null;
    }
  };
  const remember = () => {
    form.toggleAttribute("data-unsent", true);
    stored((store) => store.setItem(place, JSON.stringify(typed())));
  };
  const forget = (key) => stored((store) => store.removeItem(key));
  const remembered = (key) => stored((store) => JSON.parse(store.getItem(key)));
  const copies = () => stored((store) => Object.keys(store).filter((key) => key.startsWith(shelf) && key !== place)) ?? [];

  // An opened page keeps its own copy to itself for as long as it lives; what a closed one left is free.
  const hold = (key) => navigator.locks?.request(key, () => new Promise(() => {}));
  const whenClosed = (key, act) =>
    navigator.locks ? navigator.locks.request(key, { signal: AbortSignal.timeout(PATIENCE) }, act).catch(() => null) : act();

  const send = async (pairs, intent) => {
    const body = new URLSearchParams(pairs);
    body.set("csrf", form.elements.csrf.value);
    body.set("intent", intent);
    const text = String(body);
    const headers = { Accept: "application/json", "Content-Type": "application/x-www-form-urlencoded" };
    try {
      return await outcome(
        await fetch(form.action, { method: "POST", body: text, redirect: "manual", headers, keepalive: text.length < LIGHT }),
      );
    } catch {
      return { what: "offline" };
    }
  };

  // An answer that is not ours (the page of a hotel's network) is no answer.
  const outcome = async (answer) => {
    const ours = answer.headers.get("content-type")?.includes("json");
    if (answer.type === "opaqueredirect" || answer.status === 401) return { what: "signedOut" };
    if (answer.ok) return ours ? { what: "saved", ...(await answer.json()) } : { what: "offline" };
    if (answer.status === 409 && ours) return { what: "conflict", ...(await answer.json()) };
    return { what: answer.status >= 500 || answer.status === 429 ? "fault" : "refused" };
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const saved = (heard, sent) => {
    acknowledged = sent;
    form.toggleAttribute("data-unsent", !untouched());
    if (untouched()) forget(place);
    else later(PAUSE);
    if (heard.what === "conflict") say(words.conflict, "waiting", heard.href);
    else {
      form.elements.revision.value = heard.revision;
      say(heard.saved, "");
      const figures = document.getElementById("figures");
      if (figures && heard.figures) figures.innerHTML = heard.figures;
    }
  };

  // What has not arrived is sent again; what was refused waits for another word, or for the page to be loaded again.
  const waits = (what) => {
    const way = { signedOut: `/sign-in?next=${encodeURIComponent(location.pathname)}`, refused: words.device && location.pathname };
    say(words[what], "waiting", way[what]);
    if (what !== "refused") later(RETRY);
  };

  const save = async () => {
    if (stopped || untouched()) return;
    if (going) return later(PAUSE);
    going = true;
    const pairs = typed();
    say(words.saving, "");
    const heard = await send(pairs, "autosave");
    going = false;
    if (heard.what === "saved" || heard.what === "conflict") saved(heard, content(pairs));
    else waits(heard.what);
  };

  // What a closed page left here: the server takes it, or shows both versions, or this page goes on where that one was.
  const resend = async (key) => {
    const pairs = remembered(key);
    if (!pairs) return;
    say(words.resent, "waiting");
    const heard = await send(pairs, "resend");
    if (heard.what === "saved") {
      forget(key);
      if (String(heard.revision) !== form.elements.revision.value && untouched()) location.reload();
      say(heard.saved, "");
    } else if (heard.what === "conflict") {
      forget(key);
      say(words.conflict, "waiting", heard.href);
    } else {
      if (untouched() && shows(pairs)) adopt(key, pairs);
      waits(heard.what);
    }
  };

  // Whether a copy is of the rows that this page shows; one of others waits until the server takes it.
  const shows = (pairs) => (pairs.find(([name]) => name === "at")?.[1] ?? "") === (form.elements.at?.value ?? "");

  const adopt = (key, pairs) => {
    place = key;
    hold(key);
    for (const [name] of pairs) if (!form.elements[name]) makeRoom(name);
    for (const control of form.elements) {
      const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.matches("[type=checkbox], [type=radio]")) control.checked = values.includes(control.value);
      else if (values.length && control.matches("input, select, textarea")) control.value = values[0];
    }
    form.querySelectorAll("[data-max-words]").forEach((area) => area.dispatchEvent(new Event("input")));
  };

  // A row that the copy has and the page has not.
  const makeRoom = (name) => {
    const [table, row] = name.split("-");
    const rows = form.querySelector(`[data-rows="${CSS.escape(table)}"]`);
    for (let tries = Number(row); rows && !form.elements[name] && tries >= 0; tries--) rows.dispatchEvent(new Event("row:add", { bubbles: true }));
  };

  form.addEventListener("input", () => {
    if (stopped) return;
    remember();
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener("online", () => later(0));
  document.addEventListener("visibilitychange", save);
  addEventListener("beforeunload", (event) => {
    if (!words.device && !stopped && !untouched()) event.preventDefault();
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  hold(place);
  const begin = async () => {
    for (const key of copies()) await whenClosed(key, () => resend(key));
  };
  begin();
})();
