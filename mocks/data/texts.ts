/**
 * Texts of customers in web chat, as people write them: hurried, polite, angry, with emoji, links and
 * mistakes. `{order}` and `{amount}` are filled in. People, addresses and numbers are invented.
 */

export interface WrittenMessage {
  readonly language: string;
  readonly text: string;
}

const written = (language: string, texts: readonly string[]): WrittenMessage[] =>
  texts.map((text) => ({ language, text }));

export const writtenMessages: readonly WrittenMessage[] = [
  ...written('en', [
    'Hi, my order {order} was supposed to arrive on Monday and its still not here. Can someone call me back please?',
    'The invoice shows {amount} twice. I only ordered one. Please check and refund the difference.',
    'hello??? i have been waiting in chat for 25 minutes. call me when somebody is there',
    'Tracking link says delivered but nothing is at my door. https://track.example.com/p/{order}\nNeighbours have not seen it either.',
    'Just wanted to say thank you to the lady who helped me yesterday, she was brilliant 👏',
    'Router keeps restarting every ten minutes since the update last night. Tried the reset button, same thing. Red light stays on.',
    'Please change the delivery address of {order} to: Flat 3, 14 Larkspur Mews. The door code is on the side gate, ring twice.',
    'I want to cancel my subscription. This is the third time I am writing.',
    'Do you still have the green one in size M? The web site says 2 left but the basket is empty when I add it',
    'Wrong item. Ordered a kettle, got a toaster. Not sure if I should laugh or cry 😅 order {order}',
    'My card was charged {amount} and I have no idea what for. I never bought anything from you. URGENT',
    'can u send the invoice again as pdf, the accountant needs it til friday. thx',
    'The technician did not show up between 8 and 12 as agreed. I took the morning off for this. When is he coming?',
    'Good evening. I returned two pairs of shoes on the 3rd and still have not seen the refund. The parcel receipt is RR-{order}-GB. Could you let me know when I can expect it? Kind regards, M. Ashdown',
    'Password reset mail never arrives. Yes I looked in spam.',
    'ok so the app crashes each time i open "My orders" (android 16, latest version)\n1. open app\n2. tap the basket\n3. crash\nsame on my wifes phone',
    'Is the shop in Harbour Street open on Sunday?',
    'My mother is 84 and cannot do the video identification. Is there another way? She can come to a branch with her passport. Please ring me, not her.',
    'Two of the six glasses were broken 😢 I have photos. What do I do now?',
    'Need a call back after 6pm, I work shifts. About contract {order}.',
  ]),
  ...written('zh-CN', [
    '你好，我的订单 {order} 已经显示签收了，但是我没有收到，麻烦尽快联系我。',
    '发票抬头开错了，应该是公司名称，不是个人。请帮忙重开，谢谢！',
    '等了半个小时都没有人工客服，请回电话。',
    '上周五退的货，到现在退款 {amount} 还没到账，请问什么时候能到？',
    '路由器更新以后一直掉线，重启也没用，指示灯一直是红色的。家里老人要上网看病历，很着急。',
    '请问会员积分什么时候过期？在哪里可以查？',
    '收货地址写错了，能改成上海市虚构区星河路100号3栋502吗？还没发货吧？',
    '昨天打电话过来的客服小姐姐态度特别好，给个大大的赞👍',
    '你们的APP打开就闪退，卸载重装也一样……安卓手机',
    '想办理宽带移机，下个月搬家。麻烦下午三点以后联系。',
  ]),
  ...written('es', [
    'Buenos días, hice el pedido {order} hace dos semanas y todavía no llega. ¿Me pueden llamar, por favor?',
    'Me cobraron {amount} dos veces!! Necesito que me devuelvan el dinero cuanto antes.',
    'hola quiero cambiar la fecha de la instalacion, el martes no puedo. gracias',
    'El código de descuento no funciona, dice «caducado» pero en el correo pone que vale hasta fin de mes.',
    '¿Tienen servicio técnico en Valencia? La lavadora hace un ruido tremendo al centrifugar.',
    'Gracias por la ayuda de ayer, todo resuelto 😊',
    'La factura de este mes viene a nombre de mi difunto esposo. Ya mandé los papeles dos veces. Les ruego que alguien me llame.',
  ]),
  ...written('ar', [
    'السلام عليكم، طلبي رقم {order} لم يصل حتى الآن. أرجو الاتصال بي.',
    'تم خصم {amount} من بطاقتي مرتين، أريد استرجاع المبلغ من فضلكم.',
    'لا أستطيع الدخول إلى حسابي، رمز التحقق لا يصل على الجوال.',
    'موعد الفني كان الساعة 10 صباحا ولم يأت أحد!! متى الموعد الجديد؟',
    'شكرا جزيلا على سرعة الرد 🌹',
    'أريد تغيير عنوان التوصيل قبل الشحن، العنوان الجديد: شارع الياسمين، مبنى 7، الدور الثالث.',
  ]),
  ...written('fr', [
    'Bonjour, ma commande {order} est bloquée « en préparation » depuis 9 jours. Que se passe-t-il ?',
    'Le colis est arrivé ouvert et il manque le chargeur. J’ai gardé le carton et les photos.',
    'je narrive pas a payer avec ma carte, erreur 402 a chaque fois',
    'Pourriez-vous me rappeler entre midi et deux ? Je suis en réunion le reste du temps. Merci d’avance.',
    'J’ai reçu une relance de {amount} alors que la facture est payée depuis le 2. Merci de rectifier votre dossier !',
    'Où trouver la notice du modèle précédent ? Le lien https://aide.example.com/notices ne marche plus.',
  ]),
  ...written('de', [
    'Guten Tag, bei Bestellung {order} fehlt die Rechnung im Paket. Bitte per E-Mail nachreichen.',
    'Seit dem Umzug habe ich kein Internet. Der Techniker war da, hat aber die Dose nicht gefunden. Bitte um Rückruf ab 17 Uhr.',
    'Kündigungsbestätigung fehlt noch!',
    'Die Waschmaschinentransportsicherungsschrauben sind noch drin, jetzt läuft Wasser aus 😱 Was soll ich machen?',
    'hallo, hab den falschen tarif gebucht, kann man das noch ändern? danke und lg',
    'Sie haben mir {amount} für Rücksendekosten abgezogen. Auf Ihrer Seite steht: kostenlose Rücksendung. Ich bitte um Korrektur bis zum Monatsende.',
  ]),
  ...written('pt', [
    'Boa tarde, o entregador deixou o pacote {order} no prédio errado. Podem verificar?',
    'paguei o boleto ontem e ainda aparece pendente',
    'Gostaria de falar com alguém sobre a garantia da geladeira. Parou de gelar com 8 meses de uso!',
    'Obrigada, já consegui resolver sozinha. Podem fechar o chamado 🙏',
    'Cobraram {amount} de multa mas eu cancelei dentro do prazo. Tenho o protocolo.',
  ]),
  ...written('hi', [
    'नमस्ते, मेरा ऑर्डर {order} अभी तक नहीं आया। कृपया वापस कॉल करें।',
    'मेरे खाते से {amount} दो बार कट गए हैं। पैसे कब वापस मिलेंगे?',
    'ऐप में OTP नहीं आ रहा है, तीन बार कोशिश कर चुका हूँ।',
    'कृपया बिल हिंदी में भेजें। धन्यवाद।',
    'तकनीशियन कल नहीं आया, नया समय बताइए। शाम 5 बजे के बाद ठीक रहेगा।',
  ]),
  ...written('ru', [
    'Здравствуйте! Заказ {order} третий день «передан курьеру». Перезвоните, пожалуйста.',
    'Списали {amount} дважды. Верните деньги!',
    'не приходит смс с кодом, войти не могу',
    'Спасибо оператору за терпение, всё заработало 👍',
    'Можно перенести доставку на субботу, после 14:00? Подъезд 2, домофон не работает, звоните на телефон.',
  ]),
  ...written('ja', [
    'お世話になっております。注文番号{order}の商品がまだ届いておりません。ご確認のうえ、折り返しお電話をいただけますでしょうか。',
    '色違いの商品が届きました。交換をお願いします。',
    'ログインできません。認証コードのメールが届かないです😣',
    '領収書の宛名を変更したいのですが、どこから手続きできますか？',
    '配達の時間帯を18時以降に変更してください。不在が多いため、置き配でも構いません。',
  ]),
];

/** Unusual texts that every screen must handle. Each appears exactly once. */
export const awkwardMessages: readonly WrittenMessage[] = [
  {
    language: 'en',
    text: '<b>hi</b> <script>alert("your site is broken")</script> <img src=x onerror=alert(1)> just testing if the form escapes things & "quotes" properly. Order {order}',
  },
  {
    language: 'ar',
    text: 'مرحبا، رقم الطلب هو ORD-{order} والموديل XPS-13 (2025) لكن وصلني موديل XPS-15. الرابط: https://shop.example.com/ar/item?id={order} — ما هي الخطوة التالية؟ Thank you!',
  },
  { language: 'en', text: '👍' },
  { language: 'en', text: 'Call me.' },
  {
    language: 'en',
    text: 'I will try to put everything in one place so nobody has to ask me the same questions again.\n\nOn the 2nd I ordered a dining table and six chairs (order {order}). I chose the delivery on the 9th, paid {amount}, and got the confirmation within minutes. So far so good.\n\nOn the 9th a van came with four chairs and no table. The driver said the table was "on the other van". I signed for four chairs only, and wrote that on the slip; I have a photo of it.\n\nOn the 10th I rang. I was told the table would come on the 12th. It did not. On the 13th I rang again, waited thirty-one minutes, was transferred twice, and then the line went dead.\n\nOn the 14th a van came with a table. It was the wrong one: round, not oval, and white, not oak. The driver was kind and took it back. He said somebody would phone me the same day. Nobody did.\n\nOn the 16th I wrote to you by e-mail. The answer was an automatic message saying that I would get a reply within two working days. That was eight working days ago.\n\nOn the 19th my card was charged again, with the same amount. I do not know why. My bank says that I should ask you first.\n\nNow it is the week before my daughter\'s wedding dinner. Fourteen people are coming to my flat, and I have four chairs.\n\nWhat I would like is simple:\n1. the oval oak table and the two missing chairs before Friday, or\n2. all my money back, today, so that I can buy them elsewhere.\n\nI am at home all day and you can reach me at any time. Please do not send me another link to the tracking page, it says "delivered" and has said so since the 9th.\n\nI have been a customer for eleven years and I would like to stay one.\n\nYours sincerely,\nE. Harrowgate',
  },
];

/**
 * Handling comments of agents, by the customer's language.
 */
export const handlingComments: Readonly<Record<string, readonly string[]>> = {
  en: [
    'Called back. Parcel was with the neighbour, customer is happy.',
    'Refund of the double charge started, 3 to 5 working days. Customer informed.',
    'No answer twice; left a message on the answering machine and sent an e-mail.',
    'Address changed before dispatch.',
    'New appointment with the technician: Thursday, 8 to 10.',
    'Customer had already solved it. Nothing to do.',
    'Sent the invoice again as PDF.\nAsked accounting to correct the name for the next ones.',
    'Wrong item: return label sent, replacement leaves the warehouse tomorrow.',
    'Explained the error message, login works again.',
    'Escalated to Technical Support, ticket T-48213.',
  ],
  zh: [
    '已回电，客户确认收到货，问题解决。',
    '退款已提交，预计三个工作日内到账。',
    '已重新开具发票并发送到客户邮箱。',
    '已安排工程师周四上午上门。',
  ],
  es: [
    'Se devolvió el cargo duplicado. La clienta queda conforme.',
    'Llamé dos veces, sin respuesta. Envié correo.',
  ],
  ar: ['تم الاتصال بالعميل وتغيير موعد الفني.', 'تمت إعادة المبلغ، وتم إبلاغ العميلة.'],
  fr: [
    'Rappel effectué, colis retrouvé à l’agence.',
    'Client rappelé, facture corrigée et renvoyée.',
  ],
  de: ['Zurückgerufen, Gutschrift veranlasst.', 'Neuer Technikertermin: Donnerstag, 8 bis 10 Uhr.'],
  pt: ['Cliente atendido, garantia aprovada.'],
  hi: ['ग्राहक से बात हुई, रिफंड शुरू कर दिया गया है।'],
  ru: ['Перезвонил, доставка перенесена на субботу.'],
  ja: ['お客様へ折り返し済み。交換品を手配しました。'],
};
