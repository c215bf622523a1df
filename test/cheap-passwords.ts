// Loaded before all tests: their passwords are hashed at next to no cost. Those of password.test.ts are hashed as always.
import { hashCheaply } from '../src/people/password.ts'

hashCheaply(true)
