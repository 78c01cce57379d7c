// Makes photos small before they travel, so that a page costs a thin line little. Without this file they go as they are.
(() => {
  "use strict";
  const SIDE = 2200;
  const QUALITY = 0.8;

  // A photo that this browser cannot open goes as it is: the server says what is wrong with it.
  const small = async (file) => {
    try {
      const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
      const scale = Math.min(1, SIDE / Math.max(picture.width, picture.height));
      const canvas = document.createElement("canvas");
      canvas.width = Math.round(picture.width * scale);
      canvas.height = Math.round(picture.height * scale);
      const brush = canvas.getContext("2d");
      brush.fillStyle = "white";
      brush.fillRect(0, 0, canvas.width, canvas.height);
      brush.drawImage(picture, 0, 0, canvas.width, canvas.height);
      picture.close();
      const blob = await new Promise((done) => {
        canvas.toBlob(done, "image/jpeg", QUALITY);
      });
      return blob && blob.size < file.size ? new File([blob], file.name, { type: "image/jpeg" }) : file;
    } catch {
      return file;
    }
  };

  document.querySelectorAll("form[data-photos]").forEach((form) => {
    form.addEventListener("change", async (event) => {
      const input = event.target;
      if (input.type !== "file" || !input.files.length) return;
      const line = input.closest(".file").querySelector("[data-chosen]");
      line.setAttribute("role", "status");
      const files = [...input.files];
      const ready = new DataTransfer();
      for (const file of files) {
        line.textContent = form.dataset.photos.replace("%", ready.files.length + 1).replace("#", files.length);
        ready.items.add(await small(file));
      }
      input.files = ready.files;
      form.submit();
    });
  });
})();
