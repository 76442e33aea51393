/** Why no figure says what a single offer does. */
export const whyNoEffect =
  'En borger er sjældent kun i ét tilbud, og hvem der får hvilket, er ikke tilfældigt. Derfor kan udviklingen ikke tilskrives et enkelt tilbud.';
