import type { SavedMethod } from '../shared/protocol.js';
import { create } from './dom.js';
import { methodName } from './method-names.js';

interface Choices {
  readonly methods: readonly string[];
  readonly savedMethods: readonly SavedMethod[];
  readonly isAccordion: boolean;
  readonly startsCollapsed: boolean;
  /** The fields of a method; made when it is first chosen. */
  readonly panelOf: (method: string) => HTMLElement;
}

interface Item {
  readonly value: string;
  readonly control: HTMLButtonElement;
  readonly frame: HTMLElement;
  readonly panel: HTMLElement;
}

/** Chooses among payment methods: tabs, or an accordion. A single one needs no choice. */
export class MethodPicker {
  readonly root: HTMLElement;
  selected: string | null = null;
  onChange: () => void = () => undefined;
  private readonly items: readonly Item[];

  constructor(private readonly choices: Choices) {
    const { methods, savedMethods, isAccordion, startsCollapsed } = choices;
    const saved = savedMethods.map(({ id, label }) => this.item(id, label));
    const fresh = methods.map((type) => this.item(type, methodName(type)));
    this.items = [...saved, ...fresh];
    const isAlone = this.items.length === 1;
    const usesTabs = !isAccordion && savedMethods.length === 0;
    this.root = usesTabs ? this.tabs(isAlone) : this.accordion();
    this.root.addEventListener('keydown', (event) => {
      this.moveByKey(event);
    });
    const first = this.items[0];
    if (first !== undefined && (isAlone || !startsCollapsed)) this.show(first.value);
  }

  select(value: string | null): void {
    const isKnown = this.items.some((item) => item.value === value);
    this.show(isKnown ? value : null);
  }

  focus(): void {
    (this.items.find(({ value }) => value === this.selected) ?? this.items[0])?.control.focus();
  }

  private item(value: string, label: string): Item {
    const control = create(
      'button',
      { id: `${value}-tab`, type: 'button', value, 'data-testid': value, 'data-value': value },
      label,
    );
    control.addEventListener('click', () => {
      if (this.selected === value) return;
      this.show(value);
      this.onChange();
    });
    const panel = create('div', { class: 'Panel', id: `${value}-panel` });
    const frame = create('div', { class: 'AccordionItem' });
    return { value, control, panel, frame };
  }

  private tabs(isAlone: boolean): HTMLElement {
    const list = create('div', { class: 'Tabs', role: 'tablist', 'aria-label': 'Payment method' });
    list.hidden = isAlone;
    for (const { control, panel } of this.items) {
      control.className = 'Tab';
      control.setAttribute('role', 'tab');
      control.setAttribute('aria-controls', panel.id);
      panel.setAttribute('role', 'tabpanel');
      panel.setAttribute('aria-labelledby', control.id);
      list.append(control);
    }
    return create('div', {}, list, ...this.items.map(({ panel }) => panel));
  }

  private accordion(): HTMLElement {
    for (const { control, panel, frame } of this.items) {
      control.className = 'AccordionButton';
      control.setAttribute('aria-controls', panel.id);
      control.prepend(create('span', { class: 'Radio', 'aria-hidden': 'true' }));
      frame.append(control, panel);
    }
    return create('div', { class: 'Accordion' }, ...this.items.map(({ frame }) => frame));
  }

  private show(value: string | null): void {
    this.selected = value;
    const { methods, panelOf } = this.choices;
    for (const item of this.items) {
      const isSelected = item.value === value;
      if (isSelected && methods.includes(item.value) && item.panel.childElementCount === 0)
        item.panel.append(panelOf(item.value));
      item.panel.hidden = !isSelected || item.panel.childElementCount === 0;
      const isTab = item.control.getAttribute('role') === 'tab';
      item.control.classList.toggle('Tab--selected', isTab && isSelected);
      item.frame.classList.toggle('AccordionItem--selected', isSelected);
      item.control.setAttribute(isTab ? 'aria-selected' : 'aria-expanded', String(isSelected));
      if (isTab) item.control.tabIndex = isSelected || value === null ? 0 : -1;
    }
  }

  private moveByKey(event: KeyboardEvent): void {
    const step = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const at = this.items.findIndex(({ control }) => control === event.target);
    if (step === undefined || at === -1) return;
    event.preventDefault();
    const next = this.items[(at + step + this.items.length) % this.items.length];
    next?.control.focus();
    next?.control.click();
  }
}
