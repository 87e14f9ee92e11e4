/* What pages do when they can: tick the clock, show whether they are live, draw charts, keep the plan up to date. */
(() => {
  'use strict';
  const lang = document.documentElement.lang;
  const css = name => getComputedStyle(document.documentElement).getPropertyValue(name).trim();

  function tickClock() {
    const clock = document.getElementById('clock');
    if (!clock) return;
    const start = Number(clock.dataset.now), ticks = Number(clock.dataset.ticks), began = performance.now();
    const time = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', timeZone: clock.dataset.zone});
    const date = new Intl.DateTimeFormat(lang, {weekday: 'long', day: 'numeric', month: 'long', timeZone: clock.dataset.zone});
    const show = () => {
      const now = new Date(start + (performance.now() - began) * ticks);
      clock.querySelector('.hm').textContent = time.format(now);
      clock.querySelector('.date').textContent = date.format(now);
    };
    setInterval(show, 1000);
  }

  function light(state) {
    const light = document.getElementById('light');
    if (!light || light.dataset.state === state) return;
    light.dataset.state = state;
    light.querySelector('.label').textContent = light.dataset[state];
  }

  /* A form that somebody is filling in is not replaced under their fingers. */
  function typing(element) {
    const field = document.activeElement;
    return element.hasAttribute('data-keep-typing') && element.contains(field) && /^(INPUT|TEXTAREA|SELECT)$/.test(field.tagName)
      || [...element.querySelectorAll('textarea, input[name=note]')].some(f => f.value);
  }

  /* The extension offers no hook per event: listen on the stream it opened. */
  function follow(source) {
    const plan = document.getElementById('plan');
    if (!plan) return;
    source.addEventListener('estate:' + plan.dataset.estate, () => repaint(plan));
  }

  let painting = false;
  async function repaint(plan) {
    if (painting || document.hidden) return;
    painting = true;
    try {
      const answer = await fetch('/console/estates/' + encodeURIComponent(plan.dataset.estate) + '/conditions');
      if (answer.ok) paint(plan, await answer.json());
    } finally {
      painting = false;
    }
  }

  const CONDITION = /\b(OK|FAULT|REPAIR|SILENT|PROVING)\b/;
  function paint(plan, exceptions) {
    for (const link of plan.querySelectorAll('figure a')) {
      const shape = link.firstElementChild;
      const condition = exceptions[decodeURIComponent(link.getAttribute('href').slice(8))] || 'OK';
      const known = shape.getAttribute('class');
      const wanted = known.replace(CONDITION, condition);
      if (wanted !== known) {
        shape.setAttribute('class', wanted);
        if (condition === 'OK') link.setAttribute('tabindex', '-1'); else link.removeAttribute('tabindex');
      }
    }
  }

  function sidePanel() {
    const plan = document.getElementById('plan'), side = document.getElementById('side');
    if (!plan || !side) return;
    plan.addEventListener('click', event => {
      const link = event.target.closest('figure a');
      if (!link || event.ctrlKey || event.metaKey || event.shiftKey || !window.htmx) return;
      event.preventDefault();
      plan.querySelectorAll('a.sel').forEach(a => a.classList.remove('sel'));
      link.classList.add('sel');
      side.classList.add('filled');
      htmx.ajax('GET', '/console' + link.getAttribute('href') + '/panel', {target: '#side', swap: 'innerHTML'})
        .then(() => { if (innerWidth <= 1000) side.scrollIntoView({block: 'start', behavior: 'smooth'}); });
    });
  }

  /* Charts */
  const drawn = new Map();

  function message(box, text) {
    box.classList.add('msg');
    box.textContent = text;
  }

  function span(box) {
    if (box.dataset.from) return [Number(box.dataset.from), Number(box.dataset.to)];
    const pressed = document.querySelector('.ranges [aria-pressed=true]');
    const clock = document.getElementById('clock');
    const now = Number(clock.dataset.now) + performance.now() * Number(clock.dataset.ticks);
    return [now - Number(pressed ? pressed.dataset.hours : 24) * 3600e3, now];
  }

  async function load(box) {
    const [from, to] = span(box);
    if (!drawn.has(box)) message(box, box.dataset.loading);
    try {
      const answer = await fetch(`/console/assets/${box.dataset.asset}/series?metric=${encodeURIComponent(box.dataset.metric)}&from=${Math.round(from)}&to=${Math.round(to)}`);
      if (!answer.ok) throw new Error(answer.status);
      const data = await answer.json();
      const mark = box.dataset;
      if (mark.markFrom) data.faults.push({from: mark.markFrom / 1e3, to: Math.min(mark.markTo / 1e3, data.to), severity: mark.severity});
      draw(box, data);
    } catch (failure) {
      message(box, box.dataset.failed);
    }
  }

  function draw(box, data) {
    if (drawn.has(box)) { drawn.get(box).destroy(); drawn.delete(box); }
    box.textContent = '';
    box.classList.remove('msg');
    if (!data.t.length) { message(box, box.dataset.empty); return; }
    const zone = document.getElementById('clock').dataset.zone;
    const accent = css('--accent'), mute = css('--mute'), line = css('--line');
    const step = box.dataset.step === 'true';
    const axis = {stroke: mute, grid: {stroke: line, width: 1}, ticks: {show: false}, font: '11px system-ui, sans-serif'};
    const options = {
      width: box.clientWidth, height: box.clientHeight, legend: {show: false},
      tzDate: seconds => uPlot.tzDate(new Date(seconds * 1e3), zone),
      cursor: {y: false, points: {size: 6}},
      scales: {x: {min: data.from, max: data.to}, y: {range: (u, min, max) => yRange(min, max, data.limits, step)}},
      axes: [
        {...axis, size: 26, values: (u, ticks, i, gap, incr) => labels(ticks, incr, zone)},
        {...axis, size: 52, values: (u, ticks) => ticks.map(v => step ? (v === 0 || v === 1 ? v : '') : +v.toPrecision(6))}],
      series: [{},
        {stroke: 'transparent', points: {show: false}}, {stroke: 'transparent', points: {show: false}},
        {stroke: accent, width: 1.6, points: {show: data.t.length < 3}, paths: step ? uPlot.paths.stepped({align: 1}) : undefined}],
      bands: [{series: [2, 1], fill: accent + '22'}],
      hooks: {drawClear: [u => shade(u, data.faults)], draw: [u => limits(u, data.limits)], setCursor: [u => readOut(box, u, data, zone)]}
    };
    drawn.set(box, new uPlot(options, step ? [data.t, data.min, data.max, data.avg] : gapped(data), box));
  }

  /* Where a device was silent for much longer than usual there is nothing to draw: no line across. */
  function gapped(data) {
    const spans = data.t.slice(1).map((t, i) => t - data.t[i]).sort((a, b) => a - b);
    const longest = 4 * (spans[spans.length >> 1] || Infinity);
    const rows = [[], [], [], []];
    data.t.forEach((t, i) => {
      if (i && t - data.t[i - 1] > longest) [(t + data.t[i - 1]) / 2, null, null, null].forEach((v, k) => rows[k].push(v));
      [t, data.min[i], data.max[i], data.avg[i]].forEach((v, k) => rows[k].push(v));
    });
    return rows;
  }

  function yRange(min, max, limits, step) {
    if (step) return [-0.1, 1.15];
    const near = limits.map(l => l.value).filter(v => v > min - (max - min || Math.abs(max) || 1) * 2 && v < max + (max - min || Math.abs(max) || 1) * 2);
    min = Math.min(min, ...near);
    max = Math.max(max, ...near);
    const pad = (max - min) * 0.1 || Math.abs(max) * 0.05 || 1;
    return [min >= 0 && min - pad < 0 ? 0 : min - pad, max + pad];
  }

  function labels(ticks, step, zone) {
    const day = new Intl.DateTimeFormat(lang, {day: 'numeric', month: 'numeric', timeZone: zone});
    const hour = new Intl.DateTimeFormat('en-GB', {hour: '2-digit', minute: '2-digit', timeZone: zone});
    return ticks.map(t => (step >= 86400 ? day : hour).format(new Date(t * 1e3)));
  }

  /* Spans of faults lie behind the curve. */
  function shade(u, faults) {
    for (const fault of faults) {
      const left = u.valToPos(fault.from, 'x', true), right = u.valToPos(fault.to, 'x', true);
      u.ctx.fillStyle = css('--' + fault.severity.toLowerCase() + 'b');
      u.ctx.fillRect(left, u.bbox.top, Math.max(2, right - left), u.bbox.height);
    }
  }

  function limits(u, limits) {
    const ctx = u.ctx;
    ctx.save();
    ctx.beginPath();
    ctx.rect(u.bbox.left, u.bbox.top, u.bbox.width, u.bbox.height);
    ctx.clip();
    ctx.strokeStyle = ctx.fillStyle = css('--s1');
    ctx.setLineDash([5 * devicePixelRatio, 4 * devicePixelRatio]);
    ctx.lineWidth = devicePixelRatio;
    ctx.font = 11 * devicePixelRatio + 'px system-ui, sans-serif';
    ctx.textAlign = 'left';
    ctx.textBaseline = 'bottom';
    for (const limit of limits) {
      const y = Math.round(u.valToPos(limit.value, 'y', true));
      ctx.beginPath();
      ctx.moveTo(u.bbox.left, y);
      ctx.lineTo(u.bbox.left + u.bbox.width, y);
      ctx.stroke();
      ctx.fillText(limit.label + ' ' + limit.value, u.bbox.left + 6 * devicePixelRatio, y - 2);
    }
    ctx.restore();
  }

  function readOut(box, u, data, zone) {
    const now = box.parentElement.querySelector('figcaption .now');
    if (!now) return;
    if (now.dataset.text === undefined) now.dataset.text = now.textContent;
    const i = u.cursor.left >= 0 ? u.cursor.idx : null;
    if (i == null) { now.textContent = now.dataset.text; return; }
    const time = new Intl.DateTimeFormat(lang, {day: 'numeric', month: 'numeric', hour: '2-digit', minute: '2-digit', hour12: false, timeZone: zone});
    const avg = u.data[3][i];
    now.textContent = time.format(new Date(u.data[0][i] * 1e3)) + '  ' + (avg == null ? '–' : +avg.toPrecision(4) + ' ' + data.unit);
  }

  const seen = 'IntersectionObserver' in window ? new IntersectionObserver(entries => entries.forEach(entry => {
    if (entry.isIntersecting) { seen.unobserve(entry.target); load(entry.target); }
  }), {rootMargin: '200px'}) : null;

  function charts(root) {
    if (!window.uPlot) return;
    root.querySelectorAll('.chart:empty').forEach(box => seen ? seen.observe(box) : load(box));
    for (const [box, chart] of drawn) if (!box.isConnected) { chart.destroy(); drawn.delete(box); }
  }

  function ranges() {
    document.querySelectorAll('.ranges button').forEach(button => button.addEventListener('click', () => {
      document.querySelectorAll('.ranges button').forEach(b => b.setAttribute('aria-pressed', String(b === button)));
      document.querySelectorAll('#history .chart').forEach(load);
    }));
  }

  function menus() {
    document.addEventListener('click', event => document.querySelectorAll('details.menu[open]').forEach(menu => {
      if (!menu.contains(event.target)) menu.open = false;
    }));
    document.addEventListener('keydown', event => {
      if (event.key === 'Escape') document.querySelectorAll('details.menu[open]').forEach(menu => { menu.open = false; menu.querySelector('summary').focus(); });
    });
    document.addEventListener('change', event => { if (event.target.matches('form.filters select, form.scopebar select')) event.target.form.requestSubmit(); });
  }

  let resizing;
  addEventListener('resize', () => {
    clearTimeout(resizing);
    resizing = setTimeout(() => drawn.forEach((chart, box) => chart.setSize({width: box.clientWidth, height: box.clientHeight})), 120);
  });

  /* A chosen file fills the field it names: forms carry text only. */
  document.addEventListener('change', async event => {
    const into = event.target.dataset && event.target.dataset.into, file = event.target.files && event.target.files[0];
    if (into && file) document.getElementById(into).value = await file.text();
  });

  document.addEventListener('DOMContentLoaded', () => {
    tickClock();
    sidePanel();
    ranges();
    menus();
    charts(document);
    document.body.addEventListener('htmx:sseOpen', event => { light('live'); follow(event.detail.source); });
    document.body.addEventListener('htmx:sseError', () => light('offline'));
    document.body.addEventListener('htmx:beforeRequest', event => {
      if (event.target.classList.contains('live') && (document.hidden || typing(event.target))) event.preventDefault();
    });
    /* A fragment that is replaced keeps its charts and its opened details. */
    document.body.addEventListener('htmx:beforeSwap', event => {
      const old = event.detail.target;
      if (old.classList && old.classList.contains('live')) old.querySelectorAll('details[open]').forEach(d => opened.add(d.className));
    });
    document.body.addEventListener('htmx:afterSettle', event => {
      opened.forEach(name => event.target.querySelectorAll('details').forEach(d => { if (d.className === name) d.open = true; }));
      opened.clear();
      charts(document);
    });
  });
  const opened = new Set();
})();
