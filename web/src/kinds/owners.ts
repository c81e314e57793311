import type { MadeKind } from '@downbeat/client';
import { load } from '../kit/load';
import type { AccountPart, Owner } from './kind';

const PAGES = import.meta.glob<{ owner: Owner }>('./*/owner/index.ts');
const ACCOUNTS = import.meta.glob<{ account: AccountPart }>('./*/account/index.ts');

/** The pages of whoever made sessions of a kind, of those in kinds.ts. */
export async function ownerOf(kind: MadeKind): Promise<Owner> {
  return (await load(PAGES[`./${kind}/owner/index.ts`])).owner;
}

/** What the kinds have to say on the page of an account, those that have. */
export function accountParts(): Promise<AccountPart[]> {
  return Promise.all(Object.values(ACCOUNTS).map(async (part) => (await load(part)).account));
}
