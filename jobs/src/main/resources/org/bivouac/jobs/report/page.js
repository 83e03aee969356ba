'use strict';
(function () {
  var data = JSON.parse(document.getElementById('chart-data').textContent);
  var css = getComputedStyle(document.documentElement);
  function colour(i) { return css.getPropertyValue('--c' + ((i % 8) + 8) % 8).trim(); }
  var ink = css.getPropertyValue('--ink').trim(), soft = css.getPropertyValue('--soft').trim(), line = css.getPropertyValue('--line').trim();
  var font = getComputedStyle(document.body).fontFamily;
  var calm = matchMedia('(prefers-reduced-motion: reduce)').matches || navigator.webdriver;

  function fade(hex, share) {
    var n = parseInt(hex.slice(1), 16);
    return 'rgba(' + (n >> 16) + ',' + (n >> 8 & 255) + ',' + (n & 255) + ',' + share + ')';
  }
  function short(v) {
    if (v == null || isNaN(v)) return 'n/a';
    var a = Math.abs(v);
    if (a !== 0 && (a >= 1e6 || a < 1e-3)) return v.toExponential(2).replace('e+', 'e');
    return String(+v.toPrecision(4));
  }

  // One colour per car; further lines of the same car differ by tint and dash.
  function looks(series) {
    var seen = {};
    return series.map(function (s) {
      var nth = seen[s.colour] = (seen[s.colour] || 0) + 1;
      return { colour: fade(colour(s.colour), [1, 0.62, 0.4, 0.26][Math.min(nth, 4) - 1]), dash: ['solid', 'dashed', 'dotted', [8, 3, 2, 3]][(nth - 1) % 4] };
    });
  }

  function base(chart, narrow) {
    return {
      animation: !calm,
      textStyle: { fontFamily: font, color: ink },
      title: { text: chart.title, subtext: chart.unit, left: 14, top: 10, itemGap: 5, padding: 0, textStyle: { fontSize: 13.5, lineHeight: 17, fontWeight: 600, color: ink }, subtextStyle: { fontSize: 11.5, lineHeight: 14, color: soft } },
      legend: { type: 'scroll', icon: 'roundRect', top: narrow ? 46 : 8, left: narrow ? 10 : '32%', right: 12, itemWidth: 13, itemHeight: 8, itemGap: 12, textStyle: { fontSize: 11.5, lineHeight: 18, color: soft }, pageIconSize: 10, pageTextStyle: { color: soft, fontSize: 11 } },
      grid: { left: 66, right: 22, top: narrow ? 82 : 62, bottom: 34 },
      tooltip: { trigger: 'axis', renderMode: 'richText', confine: true, textStyle: { fontSize: 12 }, valueFormatter: short },
      toolbox: { show: false }
    };
  }
  function axis(extra) {
    var a = { axisLine: { lineStyle: { color: line } }, axisTick: { show: false }, splitLine: { lineStyle: { color: line, opacity: 0.7 } }, axisLabel: { color: soft, fontSize: 11 } };
    for (var k in extra) a[k] = extra[k];
    return a;
  }

  function bars(place, chart) {
    var look = looks(chart.series), option = base(chart, place.clientWidth < 560);
    option.xAxis = axis({ type: 'category', data: chart.categories, splitLine: { show: false } });
    option.yAxis = axis({ type: 'value', axisLine: { show: false }, axisLabel: { color: soft, fontSize: 11, formatter: short } });
    option.tooltip.axisPointer = { type: 'shadow' };
    option.dataZoom = [{ type: 'inside', yAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: false }];
    option.series = chart.series.map(function (s, i) {
      return { type: 'bar', name: s.name, data: s.values, barMaxWidth: 30, barGap: '8%', barCategoryGap: '26%', itemStyle: { color: look[i].colour, borderRadius: [3, 3, 0, 0] } };
    });
    return draw(place, option);
  }

  function steps(place, chart) {
    var look = looks(chart.series), option = base(chart, place.clientWidth < 560), log = chart.unit === 'cycles';
    option.grid.bottom = 44;
    option.xAxis = axis({ type: 'value', min: chart.edges[0], max: chart.edges[chart.edges.length - 1], name: chart.xUnit, nameLocation: 'middle', nameGap: 24, nameTextStyle: { color: soft, fontSize: 11 }, axisLabel: { color: soft, fontSize: 11, formatter: short, hideOverlap: true } });
    option.yAxis = axis({ type: log ? 'log' : 'value', axisLine: { show: false }, axisLabel: { color: soft, fontSize: 11, formatter: short } });
    option.dataZoom = [{ type: 'inside', xAxisIndex: 0, filterMode: 'none', zoomOnMouseWheel: 'ctrl', moveOnMouseMove: true }];
    option.series = chart.series.map(function (s, i) {
      return {
        type: 'line', name: s.name, step: 'end', symbol: 'none', lineStyle: { width: 1.6, color: look[i].colour, type: look[i].dash }, itemStyle: { color: look[i].colour },
        data: chart.edges.map(function (e, k) { var v = s.values[k]; return [e, log && !(v > 0) ? null : v]; })
      };
    });
    return draw(place, option);
  }

  function draw(place, option) {
    var chart = echarts.init(place, null, { renderer: 'canvas' });
    chart.setOption(option);
    return { resize: function () { chart.resize(); } };
  }

  function clock(t) { return new Date(t * 1e3).toISOString().slice(11, plainSeconds(t) ? 16 : 19); }
  function plainSeconds(t) { return t % 60 === 0; }

  // Segments behind the curve: what the car was doing then.
  function behind(segments) {
    return function (u) {
      var c = u.ctx, b = u.bbox;
      c.save();
      c.beginPath(); c.rect(b.left, b.top, b.width, b.height); c.clip();
      segments.forEach(function (s) {
        if (s.kind !== 'special' && s.kind !== 'stop') return;
        var x0 = u.valToPos(s.from, 'x', true), x1 = u.valToPos(s.to, 'x', true);
        c.fillStyle = s.kind === 'special' ? 'rgba(196,103,47,0.08)' : 'rgba(120,110,90,0.09)';
        c.fillRect(x0, b.top, x1 - x0, b.height);
      });
      c.restore();
    };
  }

  function traces(place, chart) {
    var plots = [], main = colour(chart.colour), busy = false, km = false, x = chart.x, from = x[0], to = x[x.length - 1];
    var key = uPlot.sync(place.id), segments = chart.segments, tools = document.createElement('div'); tools.className = 'tools';
    // The distance at a time, for the segments behind the curve.
    function kmAt(t) {
      var i = 0;
      while (i < chart.x.length - 1 && chart.x[i] < t) i++;
      return chart.km[i];
    }
    function label(v) { return km ? short(v) + ' km' : clock(v); }
    function zoom(scale, shift) {
      var s = plots[0].scales.x, mid = (s.min + s.max) / 2, half = (s.max - s.min) / 2;
      var width = Math.min(half * scale, (to - from) / 2), centre = Math.max(from + width, Math.min(to - width, mid + shift * half));
      plots.forEach(function (p) { p.setScale('x', { min: centre - width, max: centre + width }); });
    }
    function button(text, title, press) {
      var b = document.createElement('button'); b.type = 'button'; b.textContent = text; b.title = title; b.setAttribute('aria-label', title);
      b.addEventListener('click', function () { press(b); }); tools.appendChild(b);
    }
    [['−', 'wider', 2, 0], ['+', 'closer', 0.5, 0], ['◀', 'earlier', 1, -0.8], ['▶', 'later', 1, 0.8], ['All', 'whole stage', 1e9, 0]].forEach(function (t) {
      button(t[0], t[1], function () { zoom(t[2], t[3]); });
    });
    if (chart.km.length) button('km', 'over distance or time', function (b) {
      km = !km;
      b.textContent = km ? 'time' : 'km';
      x = km ? chart.km : chart.x; from = x[0]; to = x[x.length - 1];
      segments = km ? chart.segments.map(function (s) { return { from: kmAt(s.from), to: kmAt(s.to), kind: s.kind }; }) : chart.segments;
      plots.forEach(function (p) { p.destroy(); });
      plots = []; rest.replaceChildren(); draws();
    });
    place.appendChild(tools);
    var rest = document.createElement('div'); place.appendChild(rest);
    function draws() { chart.signals.forEach(one); }
    function one(s) {
      var head = document.createElement('div'); head.className = 'trace-title';
      var name = document.createElement('b'); name.textContent = s.name + (s.unit ? ' / ' + s.unit : '');
      var now = document.createElement('span'); head.appendChild(name); head.appendChild(now); rest.appendChild(head);
      var box = document.createElement('div'); rest.appendChild(box);
      var last = s === chart.signals[chart.signals.length - 1];
      var tick = { stroke: soft, font: '11px ' + font, grid: { stroke: line, width: 1 }, ticks: { show: false } };
      plots.push(new uPlot({
        width: Math.max(200, place.clientWidth - 8), height: last ? 138 : 112, padding: [6, 22, last ? 0 : 8, 0], legend: { show: false },
        tzDate: function (ts) { return uPlot.tzDate(new Date(ts * 1e3), 'Etc/UTC'); },
        cursor: { sync: { key: key.key, setSeries: false }, points: { show: false }, drag: { x: true, y: false } },
        scales: { x: { time: !km } },
        axes: [Object.assign({}, tick, { size: last ? 30 : 0, values: function (u, v) { return last ? v.map(label) : v.map(function () { return ''; }); } }), Object.assign({}, tick, { size: 56, space: 26, values: function (u, v) { return v.map(short); } })],
        series: [{}, { stroke: main, width: 1, points: { show: false } }, { stroke: main, width: 1, points: { show: false } }],
        bands: [{ series: [2, 1], fill: fade(main, 0.28) }],
        hooks: {
          drawClear: [function (u) { behind(segments)(u); }],
          setCursor: [function (u) {
            var i = u.cursor.idx;
            now.textContent = i == null || u.data[1][i] == null ? '' : (km ? short(u.data[0][i]) + ' km' : new Date(u.data[0][i] * 1e3).toISOString().slice(11, 19)) + '  ' + short(u.data[1][i]) + ' – ' + short(u.data[2][i]);
          }],
          setScale: [function (u, k) {
            if (k !== 'x' || busy || plots.length < chart.signals.length) return;
            busy = true;
            plots.forEach(function (p) { if (p !== u) p.setScale('x', { min: u.scales.x.min, max: u.scales.x.max }); });
            busy = false;
          }]
        }
      }, [x, s.min, s.max], box));
    }
    draws();
    return { resize: function () { plots.forEach(function (p) { p.setSize({ width: Math.max(200, place.clientWidth - 8), height: p.height }); }); } };
  }

  // Charts are drawn when they come into view, and all of them before printing.
  var makers = { bars: bars, steps: steps, traces: traces }, waiting = new Map(), drawn = new Map();
  function make(place) {
    if (!waiting.has(place) || place.clientWidth === 0) return;
    var maker = waiting.get(place); waiting.delete(place);
    drawn.set(place, maker());
    resized.observe(place);
  }
  var resized = new ResizeObserver(function (entries) {
    entries.forEach(function (e) {
      var width = Math.round(e.contentRect.width);
      if (width > 0 && e.target.lastWidth !== width) { if (e.target.lastWidth) drawn.get(e.target).resize(); e.target.lastWidth = width; }
    });
  });
  var seen = new IntersectionObserver(function (entries) {
    entries.forEach(function (e) { if (e.isIntersecting) { seen.unobserve(e.target); make(e.target); } });
  }, { rootMargin: '300px' });
  Object.keys(makers).forEach(function (kind) {
    Object.keys(data[kind]).forEach(function (id) {
      var place = document.getElementById(id);
      waiting.set(place, function () { return makers[kind](place, data[kind][id]); });
      seen.observe(place);
    });
  });
  addEventListener('beforeprint', function () { Array.from(waiting.keys()).forEach(make); });

  // A car has one colour on the whole page.
  document.querySelectorAll('.car').forEach(function (e) {
    var i = data.cars.indexOf(e.textContent);
    if (i >= 0) e.style.boxShadow = 'inset 3px 0 0 ' + colour(i);
  });

  var links = {};
  document.querySelectorAll('nav a').forEach(function (a) { links[a.getAttribute('href').slice(1)] = a; });
  function follow() {
    var here = null;
    document.querySelectorAll('section').forEach(function (s) { if (s.getBoundingClientRect().top < innerHeight * 0.35) here = s.id; });
    Object.keys(links).forEach(function (id) {
      var on = id === here;
      if (on && !links[id].classList.contains('here')) links[id].parentNode.scrollLeft = links[id].offsetLeft - 60;
      links[id].classList.toggle('here', on);
    });
  }
  addEventListener('scroll', follow, { passive: true });
  follow();
})();
