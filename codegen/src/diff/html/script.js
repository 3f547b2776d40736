"use strict";
// Shows the changes of one weight. The choice stands in the address, as #weight=breaking, so that it can be handed on.
(() => {
  const root = document.documentElement;
  const inputs = [...document.querySelectorAll("input[name=weight]")];
  const changes = [...document.querySelectorAll(".change")];
  const status = document.querySelector(".shown");

  const show = (weight) => {
    root.dataset.weight = weight;
    const shown = changes.filter((change) => weight === "all" || change.classList.contains(weight)).length;
    status.textContent = weight === "all" ? "" : `${shown} of ${changes.length} changes shown`;
    for (const input of inputs) input.checked = input.value === weight;
  };
  const fromAddress = () => {
    const weight = new URLSearchParams(location.hash.slice(1)).get("weight");
    if (inputs.some((input) => input.value === weight)) return show(weight);
    // A mark in a tree leads to a change, which must not be hidden then.
    const target = document.getElementById(location.hash.slice(1));
    if (!root.dataset.weight || (target && target.offsetParent === null)) show("all");
    if (target) target.scrollIntoView();
  };
  for (const input of inputs) {
    input.addEventListener("change", () => {
      history.replaceState(null, "", `#weight=${input.value}`);
      show(input.value);
    });
  }
  addEventListener("hashchange", fromAddress);
  root.classList.add("scripted");
  fromAddress();
})();
