// Hides a question while the answer that it waits for is another. Without this file it is shown with its condition in
// words. What was typed in it stays: hidden fields are sent as well, and the server leaves them aside.
(() => {
  "use strict";
  const waiting = [...document.querySelectorAll("[data-when]")];
  if (!waiting.length) return;
  const answer = (name) => document.querySelector(`input[name="${CSS.escape(name)}"]:checked`);
  const look = () => {
    for (const each of waiting) {
      const found = answer(each.dataset.when);
      // An answer in a question that is hidden itself does not count.
      each.hidden = !found || found.value !== each.dataset.value || !!found.closest("[data-when][hidden]");
    }
  };
  document.addEventListener("change", look);
  look();
})();
