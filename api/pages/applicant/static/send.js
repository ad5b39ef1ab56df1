// Looks at each picture before it is sent, shows it, and sends it while the person goes on.
// Without this script the form sends everything at once; nothing here is needed.
"use strict";

const form = document.querySelector("form.sending");
document.documentElement.classList.add("js");

const LOOK_AT = 900; // longer side, in pixels, at which sharpness and light are judged
const SMALL = 1000; // of the picture itself: below this the zone's letters are under 12 pixels
const DARK = 62; // mean luminance of 255
const BLURRED = 90; // variance of the Laplacian at LOOK_AT; of drawn specimens blurred ones give 1-81, others 171 up

function say(side, tone, text) {
  const news = side.querySelector(".side-news");
  const line = document.createElement("p");
  line.className = "news tone-" + tone;
  line.append(document.getElementById("news-" + tone).content.cloneNode(true));
  line.append(document.createElement("span"));
  line.lastChild.textContent = text;
  news.append(line);
}

function greys(image) {
  const scale = Math.min(1, LOOK_AT / Math.max(image.width, image.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(3, Math.round(image.width * scale));
  canvas.height = Math.max(3, Math.round(image.height * scale));
  const pen = canvas.getContext("2d", { willReadFrequently: true });
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  const data = pen.getImageData(0, 0, canvas.width, canvas.height).data;
  const grey = new Float32Array(canvas.width * canvas.height);
  for (let i = 0; i < grey.length; i++) {
    grey[i] = 0.299 * data[4 * i] + 0.587 * data[4 * i + 1] + 0.114 * data[4 * i + 2];
  }
  return { grey, wide: canvas.width, high: canvas.height };
}

function measure({ grey, wide, high }) {
  let light = 0, sum = 0, squares = 0, count = 0;
  for (let y = 1; y < high - 1; y++) {
    for (let x = 1; x < wide - 1; x++) {
      const i = y * wide + x;
      const edge = 4 * grey[i] - grey[i - 1] - grey[i + 1] - grey[i - wide] - grey[i + wide];
      light += grey[i];
      sum += edge;
      squares += edge * edge;
      count++;
    }
  }
  return { light: light / count, edges: squares / count - (sum / count) ** 2 };
}

async function look(side, file) {
  const picture = side.querySelector(".side-picture");
  picture.hidden = true;
  if (!file.type.startsWith("image/")) {
    say(side, "plain", file.name);
    return;
  }
  let image;
  try {
    image = await createImageBitmap(file);
  } catch {
    say(side, "plain", file.name);
    return;
  }
  picture.src = URL.createObjectURL(file);
  picture.hidden = false;
  const found = measure(greys(image));
  const faults = [];
  if (Math.max(image.width, image.height) < SMALL) faults.push("small");
  if (found.light < DARK) faults.push("dark");
  if (found.edges < BLURRED) faults.push("blurred");
  for (const fault of faults) say(side, "warn", form.dataset[fault]);
  if (!faults.length) say(side, "good", form.dataset.fine);
}

function send(side, input, file) {
  const bar = side.querySelector(".side-progress");
  const sent = side.querySelector(".side-sent");
  const request = new XMLHttpRequest();
  request.open("PUT", form.dataset.to + side.dataset.slot);
  request.setRequestHeader("Content-Type", file.type || "application/octet-stream");
  bar.hidden = false;
  sent.hidden = true;
  request.upload.onprogress = (event) => {
    if (event.lengthComputable) bar.value = (100 * event.loaded) / event.total;
  };
  return new Promise((settled) => {
    request.onloadend = () => {
      bar.hidden = true;
      if (request.status === 201) {
        sent.hidden = false;
        side.dataset.sent = "";
        for (const one of side.querySelectorAll("input[type=file]")) one.value = "";
        const error = side.querySelector(".field-error");
        if (error) error.remove();
        const before = side.querySelector(".before");
        if (before) before.remove();
        side.classList.remove("has-error");
      } else {
        // The file stays in the form, and goes along with it.
        say(side, "warn", form.dataset.failed);
      }
      settled();
    };
    request.send(file);
  });
}

const underway = new Set();
for (const side of document.querySelectorAll(".side")) {
  for (const input of side.querySelectorAll("input[type=file]")) {
    input.addEventListener("change", async () => {
      const file = input.files[0];
      if (!file) return;
      side.querySelector(".side-news").textContent = "";
      const sending = send(side, input, file);
      underway.add(sending);
      await Promise.allSettled([look(side, file), sending]);
      underway.delete(sending);
    });
  }
}

// A form sent while a picture is still on its way waits for it.
form.addEventListener("submit", async (event) => {
  if (!underway.size) return;
  event.preventDefault();
  event.stopPropagation();
  await Promise.allSettled([...underway]);
  form.requestSubmit(event.submitter || undefined);
});
