/** The mini-program's reader moves to a modal by itself; the browser's twin is dialog-focus.h5.ts. */
export const useDialogFocus = (_onClose: () => void): void => undefined
