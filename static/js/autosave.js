// Saves a form while it is being written. Without this file its buttons do the same.
// A copy stays on the device until the server has acknowledged that very value.
(() => {
  "use strict";
  const form = document.querySelector("form[data-autosave]");
  if (!form) return;
  const line = document.getElementById(form.dataset.autosave);
  const place = `convoca:${form.action}`;
  const PAUSE = 1500;
  const RETRY = 15000;
  let timer = 0;
  let stopped = false;
  let going = false;

  const say = (words, state, href) => {
    line.className = `saved ${state}`;
    line.textContent = "";
    const part = document.createElement(href ? "a" : "span");
    if (href) part.href = href;
    part.textContent = words;
    line.append(part);
  };

  // What would be sent, without what changes by itself (the token).
  const typed = () => [...new FormData(form)].filter(([name, value]) => name !== "csrf" && typeof value === "string");
  const content = (pairs) => JSON.stringify(pairs.filter(([name]) => name !== "revision" && name !== "writer"));
  let acknowledged = content(typed());

  const remember = (pairs) => {
    try {
      localStorage.setItem(place, JSON.stringify(pairs));
    } catch {
      // A full or forbidden store: the server's copy is then the only one.
    }
  };
  const remembered = () => {
    try {
      return JSON.parse(localStorage.getItem(place));
    } catch {
      return null;
    }
  };
  const forget = () => {
    try {
      localStorage.removeItem(place);
    } catch {
      // Nothing was kept.
    }
  };

  const send = (pairs) => {
    const body = new URLSearchParams(pairs);
    body.set("csrf", form.elements.csrf.value);
    body.set("intent", "autosave");
    return fetch(form.action, { method: "POST", body, redirect: "manual", headers: { Accept: "application/json" } });
  };

  const later = (pause) => {
    clearTimeout(timer);
    timer = setTimeout(save, pause);
  };

  const conflict = async (answer) => {
    const { href } = await answer.json();
    stopped = true;
    forget();
    say(form.dataset.conflict, "waiting", href);
  };

  const save = async () => {
    if (stopped || going) return later(PAUSE);
    const pairs = typed();
    const sent = content(pairs);
    if (sent === acknowledged) return;
    going = true;
    say(form.dataset.saving, "");
    try {
      const answer = await send(pairs);
      if (answer.ok) await accepted(answer, sent);
      else if (answer.status === 409 && answer.headers.get("content-type")?.includes("json")) await conflict(answer);
      else if (answer.type === "opaqueredirect" || answer.status === 401) retry(form.dataset.signedOut);
      else if (answer.status >= 500) retry(form.dataset.offline);
      else say(form.dataset.refused, "waiting");
    } catch {
      retry(form.dataset.offline);
    } finally {
      going = false;
    }
  };

  const accepted = async (answer, sent) => {
    const { revision, saved } = await answer.json();
    form.elements.revision.value = revision;
    acknowledged = sent;
    if (content(typed()) === sent) forget();
    else later(PAUSE);
    say(saved, "");
  };

  const retry = (words) => {
    say(words, "waiting");
    later(RETRY);
  };

  // What this device still had from before: the server takes it, or shows both versions.
  const resend = async (pairs) => {
    stopped = true;
    say(form.dataset.resent, "waiting");
    try {
      const answer = await send(pairs);
      if (answer.ok) {
        const { revision, saved } = await answer.json();
        forget();
        if (String(revision) !== form.elements.revision.value) location.reload();
        stopped = false;
        say(saved, "");
      } else if (answer.status === 409) await conflict(answer);
      else stopped = false;
    } catch {
      stopped = false;
      say(form.dataset.offline, "waiting");
    }
  };

  form.addEventListener("input", () => {
    if (stopped) return;
    remember(typed());
    later(PAUSE);
  });
  form.addEventListener("submit", () => {
    stopped = true;
    clearTimeout(timer);
  });
  addEventListener("online", () => later(0));
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });

  const before = remembered();
  if (before && content(before) !== acknowledged) resend(before);
  else forget();
})();
