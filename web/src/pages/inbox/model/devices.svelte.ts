/** On which devices somebody is told. Whatever is done is done at once. */
import { patiently } from '../../../kit/api/patiently';
import { asProblem, type Problem } from '../../../kit/api/problem';
import { attempt } from '../../../kit/toasts/toasts.svelte';
import { t } from '../texts';
import {
  type Ability,
  ability,
  askPermission,
  isAllowed,
  isSubscribed,
  nameOf,
  subscribe,
  unsubscribe,
} from './device';
import { readDevices, removeDevice, saveDevice } from './doors';
import type { PushDevice, PushState } from './notice';

export class Devices {
  /** None until it is read. */
  state = $state.raw<PushState>();
  problem = $state.raw<Problem>();
  /** As the browser said it last: a permission is given and taken beside the page. */
  ability = $state.raw<Ability>(ability());
  isBusy = $state(false);
  #isAllowed = $state(isAllowed());

  readonly own = $derived(this.state?.devices.find((device) => device.is_this));
  readonly isOn = $derived(this.#isAllowed && this.own !== undefined && !this.own.is_old);

  async open(): Promise<void> {
    this.problem = undefined;
    try {
      this.state = await patiently(readDevices, () => {});
      await this.#heal();
    } catch (error) {
      this.problem = asProblem(error);
    }
  }

  /** Upon a click. */
  async turnOn(): Promise<void> {
    const key = this.state?.key;
    if (!key || this.isBusy) return;
    this.isBusy = true;
    const isAllowed = await askPermission();
    this.#look();
    if (isAllowed) {
      await attempt(
        () => this.#subscribe(key),
        () => t.devices.isOn,
      );
    }
    this.isBusy = false;
  }

  async turnOff(): Promise<void> {
    if (this.own) await this.remove(this.own);
  }

  async remove(device: PushDevice): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    const done = await attempt(
      async () => {
        await removeDevice(device.id);
        if (device.is_this) await unsubscribe();
        return true;
      },
      () => t.devices.removed(device.name),
    );
    if (done && this.state) {
      const devices = this.state.devices.filter(({ id }) => id !== device.id);
      this.state = { ...this.state, devices };
    }
    this.isBusy = false;
  }

  /** Where the server has another key by now, or the browser forgot, it begins anew. */
  async #heal(): Promise<void> {
    const { own, state } = this;
    if (!own || !state?.key || !isAllowed()) return;
    if (own.is_old || !(await isSubscribed())) await this.#subscribe(state.key);
  }

  async #subscribe(key: string): Promise<true> {
    const told = await subscribe(key);
    this.state = await saveDevice({ ...told, key, name: nameOf(navigator.userAgent) });
    return true;
  }

  #look(): void {
    this.ability = ability();
    this.#isAllowed = isAllowed();
  }
}

/** Where somebody let this browser be told, it is still told after the server's key changed. */
export async function healDevice(): Promise<void> {
  if (isAllowed()) await new Devices().open();
}
