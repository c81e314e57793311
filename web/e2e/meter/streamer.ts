/** What a streamer does, from the first sign-in to the last sign-out. */
import { describe } from 'vitest';
import { firstSteps } from './streamer/first-steps';
import { questions } from './streamer/questions';
import { results } from './streamer/results';
import { saving } from './streamer/saving';
import { signingIn } from './streamer/signing-in';
import { story } from './streamer/story';
import { trying } from './streamer/trying';

export function streamer(): void {
  describe('an evening', story);
  describe('signing in', signingIn);
  describe('saving', saving);
  describe('trying out', trying);
  describe('questions', questions);
  describe('results', results);
  describe('first steps', firstSteps);
}
