/** Goes to the first field whose text cannot be read, and says so beside all of them. */
export function isHeld(form: HTMLFormElement): boolean {
  const fields = [...form.elements].filter(
    (one): one is HTMLInputElement => one instanceof HTMLInputElement && one.validity.customError,
  );
  for (const field of fields) {
    const folded = field.closest('details');
    if (folded) folded.open = true;
    field.dispatchEvent(new Event('invalid'));
  }
  fields[0]?.focus();
  return fields.length > 0;
}

/** Goes to the first field that the server found fault with. */
export function toFault(form: HTMLFormElement): void {
  form.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
}
