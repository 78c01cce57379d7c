// Sends files in pieces that resume where they stopped (tus 1.0). Without this file the form sends them whole.
(() => {
  "use strict";
  const PIECE = 256 * 1024;
  const PAUSE = 3000;
  const TUS = { "Tus-Resumable": "1.0.0" };

  // The address of an unfinished file is remembered, so that the same file chosen again goes on.
  const mark = (host, file) => `convoca:upload:${host.dataset.uploads}:${file.name}:${file.size}:${file.lastModified}`;
  const remembered = (key) => {
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const remember = (key, value) => {
    try {
      if (value) localStorage.setItem(key, value);
      else localStorage.removeItem(key);
    } catch {
      // Without a store a file begins anew after the page is closed.
    }
  };
  const named = (text) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));
  const pause = () =>
    new Promise((done) => {
      const go = () => {
        clearTimeout(timer);
        removeEventListener("online", go);
        done();
      };
      const timer = setTimeout(go, PAUSE);
      addEventListener("online", go);
    });

  // A form of its own, or one question of a larger form.
  document.querySelectorAll("[data-uploads]").forEach((host) => {
    const form = host.closest("form");
    const whole = form === host;
    const input = host.querySelector("[type=file]");
    const line = host.querySelector("[data-chosen]");
    const button = [...host.querySelectorAll("button[type=submit]")].at(-1);
    line.setAttribute("role", "status");
    const page = form.elements.writer?.value;
    const headers = (more) => ({ ...TUS, "X-Csrf": form.elements.csrf.value, ...(page && { "X-Page": page }), ...more });
    const say = (words, file, share) => {
      line.textContent = host.dataset[words].replace("#", file.name).replace("%", share);
    };

    // Where the server is with a file: its address and how many bytes are there.
    const begin = async (file, key) => {
      const known = remembered(key);
      if (known) {
        const there = await fetch(known, { method: "HEAD", headers: headers() });
        if (there.ok) return [known, Number(there.headers.get("Upload-Offset"))];
        remember(key, null);
      }
      const made = await fetch(host.dataset.uploads, {
        method: "POST",
        headers: headers({ "Upload-Length": file.size, "Upload-Metadata": `filename ${named(file.name)}` }),
      });
      if (made.status !== 201) throw await refusal(made);
      remember(key, made.headers.get("Location"));
      return [made.headers.get("Location"), 0];
    };
    const refusal = async (answer) => {
      let reason = "";
      try {
        reason = (await answer.json()).reason;
      } catch {
        // A page instead of a reason: the sentence of the form is said.
      }
      return Object.assign(new Error("refused"), { refused: true, reason });
    };

    const send = async (file) => {
      const key = mark(host, file);
      for (;;) {
        try {
          let [address, offset] = await begin(file, key);
          // The last piece is acknowledged by 204 only once the whole file was looked at; until then an empty one asks again.
          for (;;) {
            say("sending", file, Math.floor((100 * offset) / file.size));
            const answer = await fetch(address, {
              method: "PATCH",
              headers: headers({ "Content-Type": "application/offset+octet-stream", "Upload-Offset": offset }),
              body: file.slice(offset, offset + PIECE),
            });
            if (answer.status === 204 || answer.status === 409) offset = Number(answer.headers.get("Upload-Offset"));
            else if (answer.status >= 500) break;
            else throw await refusal(answer);
            if (answer.status === 204 && offset >= file.size) {
              remember(key, null);
              return;
            }
          }
        } catch (error) {
          if (error.refused) {
            remember(key, null);
            throw error;
          }
        }
        say("waiting", file, 0);
        await pause();
      }
    };

    form.addEventListener("submit", async (event) => {
      if (!input.files.length || (!whole && event.submitter !== button)) return;
      event.preventDefault();
      event.stopImmediatePropagation();
      button.disabled = true;
      for (const file of [...input.files]) {
        try {
          await send(file);
        } catch (error) {
          line.textContent = error.reason || host.dataset.refused.replace("#", file.name);
          line.className = "error";
          button.disabled = false;
          return;
        }
      }
      if (whole) return location.reload();
      // What was typed beside it travels along, and the same page comes back.
      input.value = "";
      button.disabled = false;
      button.name = "stay";
      form.requestSubmit(button);
    });
  });
})();
