// Text pasted with its form (Word, Google Docs, a page) becomes light Markdown in a long field: headings, lists, bold, links.
// Whatever cannot be read so is pasted as the browser does it: as plain text.
(() => {
  "use strict";
  const SKIPPED = "script, style, head, template, noscript, svg, img, [hidden]";
  const BLOCKS = new Set(["P", "DIV", "SECTION", "ARTICLE", "HEADER", "FOOTER", "MAIN", "BLOCKQUOTE", "UL", "OL", "LI", "TABLE", "TR", "PRE", "DL", "DT", "DD", "H1", "H2", "H3", "H4", "H5", "H6"]);
  const BREAK = "\u0000";
  const style = (node) => node.getAttribute?.("style") ?? "";
  const squeezed = (text) => text.replace(/[ \t\r\n\f\u00a0]+/g, " ");
  const lines = (text) => text.replace(/ *\u0000 */g, "\n").trim();
  const isBlock = (node) => BLOCKS.has(node.nodeName);

  const unseen = (node) => node.nodeType === 1 && (node.matches(SKIPPED) || /display:\s*none|mso-hide:\s*all/.test(style(node)));

  // Google wraps all it copies in <b style="font-weight:normal">, and says bold by its style.
  const isBold = (node) => {
    const weight = style(node).match(/font-weight:\s*(\w+)/)?.[1];
    if (weight) return weight === "bold" || Number(weight) >= 600;
    return node.nodeName === "B" || node.nodeName === "STRONG";
  };

  const target = (node) => {
    const href = node.getAttribute("href") ?? "";
    const led = href.match(/^https:\/\/www\.google\.com\/url\?(?:.*&)?q=([^&]+)/)?.[1];
    const to = led ? decodeURIComponent(led) : href;
    return /^(https?:\/\/|mailto:)[^\s()]+$/.test(to) ? to : "";
  };

  const around = (text, before, after) => {
    const [, front, inner, back] = text.match(/^([ \u0000]*)([^]*?)([ \u0000]*)$/);
    return inner ? front + before + inner + after + back : text;
  };

  const inline = (node, bold) => {
    if (node.nodeType === 3) return squeezed(node.data);
    if (node.nodeType !== 1 || unseen(node)) return "";
    if (/mso-list:\s*ignore/i.test(style(node))) return "";
    if (node.nodeName === "BR") return BREAK;
    const strong = isBold(node);
    const text = [...node.childNodes].map((child) => inline(child, bold || strong)).join("");
    if (node.nodeName === "A" && target(node) && text.trim() && text.trim() !== target(node)) return around(text, "[", `](${target(node)})`);
    return strong && !bold ? around(text, "**", "**") : text;
  };

  // Word has no lists, only paragraphs that say at which level of which list they stand.
  const wordPoint = (node) => {
    const level = style(node).match(/mso-list:\s*l\d+\s+level(\d)/i)?.[1];
    if (!level) return null;
    const sign = node.querySelector('[style*="mso-list:Ignore" i], [style*="mso-list: Ignore" i]')?.textContent.trim() ?? "";
    return "  ".repeat(level - 1) + (/^\d+[.)]$/.test(sign) ? sign.replace(")", ".") : "-") + " ";
  };

  const cells = (row) => [...row.cells].map((cell) => squeezed(cell.textContent).trim()).join(" | ");

  // Pieces of text, each with what parts it from the one before: a line or a blank one.
  const blocks = (node, found, depth) => {
    let run = "";
    const close = (gap) => {
      const text = lines(run);
      if (text) found.push({ text, gap });
      run = "";
    };
    for (const child of node.childNodes) {
      if (unseen(child)) continue;
      const holds = child.nodeType === 1 && (isBlock(child) || child.querySelector([...BLOCKS].join()));
      if (!holds) {
        run += inline(child, false);
        continue;
      }
      close("\n\n");
      block(child, found, depth);
    }
    close("\n\n");
  };

  const block = (node, found, depth) => {
    const heading = node.nodeName.match(/^H([1-6])$/)?.[1];
    const point = wordPoint(node);
    if (heading) {
      const text = lines([...node.childNodes].map((child) => inline(child, true)).join("")).replace(/\n/g, " ");
      if (text) found.push({ text: `${"#".repeat(heading)} ${text}`, gap: "\n\n" });
    } else if (point) {
      const text = lines([...node.childNodes].map((child) => inline(child, false)).join(""));
      if (text) found.push({ text: point + text, gap: "\n", point: true });
    } else if (node.nodeName === "UL" || node.nodeName === "OL") points(node, found, depth);
    else if (node.nodeName === "TR") found.push({ text: cells(node), gap: "\n", point: true });
    else blocks(node, found, depth);
  };

  const points = (list, found, depth) => {
    let number = Number(list.getAttribute("start") ?? 1);
    for (const item of list.children) {
      if (item.nodeName === "UL" || item.nodeName === "OL") points(item, found, depth + 1);
      if (item.nodeName !== "LI") continue;
      const inside = [];
      blocks(item, inside, depth + 1);
      const [first, ...rest] = inside;
      if (!first) continue;
      const sign = list.nodeName === "OL" ? `${number++}. ` : "- ";
      found.push(first.point ? first : { text: "  ".repeat(depth) + sign + first.text, gap: "\n", point: true });
      found.push(...rest.map((piece) => ({ ...piece, gap: "\n", point: true })));
    }
  };

  const markdown = (html) => {
    const found = [];
    blocks(new DOMParser().parseFromString(html, "text/html").body, found, 0);
    let before = null;
    return found.reduce((text, piece) => {
      const gap = !before ? "" : piece.point && before.point ? "\n" : "\n\n";
      before = piece;
      return text + gap + piece.text;
    }, "");
  };

  const put = (area, text) => {
    area.focus();
    if (document.execCommand("insertText", false, text)) return;
    area.setRangeText(text, area.selectionStart, area.selectionEnd, "end");
    area.dispatchEvent(new Event("input", { bubbles: true }));
  };

  document.addEventListener("paste", (event) => {
    const html = event.clipboardData?.getData("text/html");
    if (event.defaultPrevented || !html || !event.target.matches("textarea")) return;
    const text = markdown(html);
    if (!text) return;
    event.preventDefault();
    put(event.target, text);
  });
})();
