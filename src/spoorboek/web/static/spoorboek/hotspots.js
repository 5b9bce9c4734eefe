/* Lets the map of reports move: MapLibre draws the same shapes that the server drew, read from its drawing.

   Without script, or where the browser cannot (WebGL), the drawing stays. MapLibre is fetched only when somebody
   asks to move the map. There is no map from elsewhere underneath, so places need no longitude of their own:
   metres are laid out around the equator, where the projection of MapLibre is true to size. */

const METRES_PER_DEGREE = 111319.49;
const STEPS = 48;

function readShapes(drawing, metres) {
  const { width, height } = drawing.viewBox.baseVal;
  const place = (x, y) => [
    ((x - width / 2) * metres) / METRES_PER_DEGREE,
    ((height / 2 - y) * metres) / METRES_PER_DEGREE,
  ];
  const number = (shape, name) => Number(shape.getAttribute(name));
  const all = (name) => [...drawing.querySelectorAll(`.incident-map__${name}`)];
  const feature = (type, coordinates, properties = {}) => ({
    type: "Feature",
    properties,
    geometry: { type, coordinates },
  });
  const outline = (path) =>
    path
      .getAttribute("d")
      .split("Z")
      .filter(Boolean)
      .map((part) => part.slice(1).split("L").map((pair) => place(...pair.split(" ").map(Number))));
  const circle = (shape) => {
    const radius = Number(shape.dataset.metres) / METRES_PER_DEGREE;
    const [x, y] = place(number(shape, "cx"), number(shape, "cy"));
    const turn = (step) => (2 * Math.PI * step) / STEPS;
    const ring = Array.from({ length: STEPS + 1 }, (_, step) => [
      x + radius * Math.cos(turn(step)),
      y + radius * Math.sin(turn(step)),
    ]);
    return feature("Polygon", [ring], { number: shape.dataset.number });
  };
  return {
    corners: [place(0, height), place(width, 0)],
    area: all("area").map((path) => feature("MultiPolygon", outline(path).map((ring) => [ring]))),
    link: all("link").map((line) =>
      feature("LineString", [
        place(number(line, "x1"), number(line, "y1")),
        place(number(line, "x2"), number(line, "y2")),
      ]),
    ),
    dot: all("dot").map((dot) =>
      feature("Point", place(number(dot, "cx"), number(dot, "cy")), { count: Number(dot.dataset.count || 1) }),
    ),
    ring: all("ring").map(circle),
    marks: all("ring").map((shape) => ({
      number: shape.dataset.number,
      place: place(number(shape, "cx"), number(shape, "cy")),
    })),
  };
}

function sizeDots(least) {
  return ["min", 4 * least, ["+", least, ["*", least / 4, ["sqrt", ["get", "count"]]]]];
}

function readColour(drawing, name, property) {
  const shape = drawing.querySelector(`.incident-map__${name}`);
  return shape ? getComputedStyle(shape)[property] : "rgb(0, 0, 0)";
}

function describeStyle(drawing, shapes) {
  const source = (name) => ({
    type: "geojson",
    data: { type: "FeatureCollection", features: shapes[name] },
  });
  const colour = (name, property) => readColour(drawing, name, property);
  const layer = (id, type, name, paint) => ({ id, type, source: name, paint });
  return {
    version: 8,
    sources: Object.fromEntries(["area", "link", "dot", "ring"].map((name) => [name, source(name)])),
    layers: [
      layer("area", "fill", "area", { "fill-color": colour("area", "fill") }),
      layer("border", "line", "area", { "line-color": colour("area", "stroke"), "line-width": 1 }),
      layer("ring", "fill", "ring", { "fill-color": colour("ring", "fill"), "fill-opacity": 0.35 }),
      layer("ring-border", "line", "ring", { "line-color": colour("ring", "stroke"), "line-width": 2.5 }),
      layer("link", "line", "link", { "line-color": colour("link", "stroke"), "line-width": 2 }),
      layer("dot", "circle", "dot", {
        "circle-color": colour("dot", "fill"),
        "circle-opacity": 0.7,
        "circle-radius": ["interpolate", ["linear"], ["zoom"], 11, sizeDots(2), 14, sizeDots(6)],
      }),
    ],
  };
}

function tellSpot(map, said, point) {
  const near = [
    [point.x - 8, point.y - 8],
    [point.x + 8, point.y + 8],
  ];
  const [dot] = map.queryRenderedFeatures(near, { layers: ["dot"] });
  const [ring] = map.queryRenderedFeatures(near, { layers: ["ring"] });
  if (dot) {
    const count = dot.properties.count;
    said.textContent = count === 1 ? said.dataset.one : said.dataset.many.replace("{count}", count);
  } else {
    said.textContent = ring ? said.dataset.group.replace("{number}", ring.properties.number) : "";
  }
}

async function openMap(figure) {
  const [drawing, sheet, said] = [".incident-map__drawing", ".incident-map__sheet", "[data-said]"].map((name) =>
    figure.querySelector(name),
  );
  const maplibre = await import(figure.dataset.module);
  maplibre.setWorkerUrl(figure.dataset.worker);
  const shapes = readShapes(drawing, Number(figure.dataset.metres));
  const style = describeStyle(drawing, shapes);
  sheet.hidden = false;
  const fit = { padding: 8, animate: !matchMedia("(prefers-reduced-motion: reduce)").matches };
  let map;
  try {
    map = new maplibre.Map({
      container: sheet,
      style,
      bounds: shapes.corners,
      fitBoundsOptions: { padding: 8 },
      attributionControl: false,
      cooperativeGestures: true,
      dragRotate: false,
      pitchWithRotate: false,
      maxZoom: 19,
      locale: {
        "Map.Title": said.dataset.canvas,
        "CooperativeGesturesHandler.WindowsHelpText": said.dataset.scroll,
        "CooperativeGesturesHandler.MacHelpText": said.dataset.scroll.replace("Ctrl", "⌘"),
        "CooperativeGesturesHandler.MobileHelpText": said.dataset.fingers,
      },
    });
  } catch (error) {
    sheet.hidden = true;
    throw error;
  }
  drawing.setAttribute("hidden", "");
  map.touchZoomRotate.disableRotation();
  map.addControl(new maplibre.ScaleControl({ maxWidth: 120 }), "bottom-left");
  for (const mark of shapes.marks) {
    const element = document.createElement("div");
    element.className = "incident-map__mark";
    element.textContent = mark.number;
    new maplibre.Marker({ element }).setLngLat(mark.place).addTo(map);
  }
  map.on("click", (event) => tellSpot(map, said, event.point));
  const wire = (name, action) => {
    const button = figure.querySelector(`[data-${name}]`);
    button.hidden = false;
    button.addEventListener("click", action);
  };
  wire("closer", () => map.zoomIn());
  wire("farther", () => map.zoomOut());
  wire("whole", () => map.fitBounds(shapes.corners, fit));
  figure.querySelector("[data-closer]").focus();
}

for (const figure of document.querySelectorAll("[data-incident-map]")) {
  const open = figure.querySelector("[data-open]");
  figure.querySelector(".incident-map__tools").hidden = false;
  open.addEventListener("click", async () => {
    open.disabled = true;
    try {
      await openMap(figure);
      open.hidden = true;
    } catch {
      open.hidden = true;
      const said = figure.querySelector("[data-said]");
      said.textContent = said.dataset.failed;
    }
  });
}
