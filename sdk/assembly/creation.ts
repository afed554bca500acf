let idInCreation: u32 = 0;

/** Sets the id that the next context to be made will have. */
export function announceContext(contextId: u32): void {
  idInCreation = contextId;
}

/** The id of the context that is being made, so that its constructor knows it. */
export function announcedContext(): u32 {
  return idInCreation;
}
