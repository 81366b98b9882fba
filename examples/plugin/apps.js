/** The app of the plug-in, as the option `apps` has it. */
export default {
  5: {
    fields: { Item: 'SINGLE_LINE_TEXT', Quantity: 'NUMBER', Total: 'NUMBER', Receipt: 'FILE' },
    records: [{ Item: { value: 'りんご' }, Quantity: { value: '2' }, Total: { value: '240' } }],
  },
};
