/** Rules that no published plugin offers. */

const noStyleAttribute = {
  meta: {
    type: 'problem',
    docs: { description: 'A style attribute breaks under a strict content security policy.' },
    messages: {
      style:
        'No style attribute in a template: a strict content security policy blocks it. Use static styles, or element.style.setProperty in updated().',
    },
    schema: [],
  },
  create(context) {
    return {
      TaggedTemplateExpression(node) {
        const tag = node.tag.type === 'Identifier' ? node.tag.name : node.tag.property?.name;
        if (tag !== 'html' && tag !== 'svg' && tag !== 'staticHtml') return;
        for (const quasi of node.quasi.quasis) {
          if (/(?:^|[\s"'])style\s*=/i.test(quasi.value.raw)) {
            context.report({ node: quasi, messageId: 'style' });
          }
        }
      },
    };
  },
};

export default { meta: { name: 'local' }, rules: { 'no-style-attribute': noStyleAttribute } };
