/** Packed bytes that end before their own end. */
export class CutOff extends Error {}

/** Packed bytes that contradict themselves. */
export class Damaged extends Error {}
