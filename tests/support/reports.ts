/** Whom and what a report is about. */
interface About {
  /** The address in its envelope. */
  readonly to: string
  readonly recipient?: string
  readonly messageId?: string
}

const asha = 'asha.grange@parliament.example'
const anId = '<01900000-0000-7000-8000-00000000000a@undersigned.example>'

/** As Postfix 3 writes one, with the mail it gives back. */
export function postfixReport({ to, recipient = asha, messageId = anId }: About): string {
  return `Return-Path: <>
X-Original-To: ${to}
Delivered-To: ${to}
Received: by mail.walk.example (Postfix) id 4XsT1M0vY3z9; Mon, 23 Nov 2026 12:00:05 +0000 (UTC)
Date: Mon, 23 Nov 2026 12:00:05 +0000 (UTC)
From: MAILER-DAEMON@mail.walk.example (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: ${to}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="4XsT1L6Mz9z8.1795435205/mail.walk.example"
Content-Transfer-Encoding: 8bit
Message-Id: <4XsT1M0vY3z9@mail.walk.example>

This is a MIME-encapsulated message.

--4XsT1L6Mz9z8.1795435205/mail.walk.example
Content-Description: Notification
Content-Type: text/plain; charset=utf-8

This is the mail system at host mail.walk.example.

<${recipient}>: host mx.parliament.example[192.0.2.7] said: 550 5.1.1
    <${recipient}>: Recipient address rejected: User unknown in virtual
    mailbox table (in reply to RCPT TO command)

--4XsT1L6Mz9z8.1795435205/mail.walk.example
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.walk.example
X-Postfix-Queue-ID: 4XsT1L6Mz9z8
X-Postfix-Sender: rfc822; ${to}
Arrival-Date: Mon, 23 Nov 2026 12:00:04 +0000 (UTC)

Final-Recipient: rfc822; ${recipient}
Original-Recipient: rfc822;${recipient}
Action: failed
Status: 5.1.1
Remote-MTA: dns; mx.parliament.example
Diagnostic-Code: smtp; 550 5.1.1 <${recipient}>: Recipient address
    rejected: User unknown in virtual mailbox table

--4XsT1L6Mz9z8.1795435205/mail.walk.example
Content-Description: Undelivered Message
Content-Type: message/rfc822
Content-Transfer-Encoding: 8bit

Return-Path: <${to}>
From: Rosa Lind <campaigns@walk.example>
To: ${recipient}
Subject: The crossing at Mill Lane
Message-ID: ${messageId}

Dear Asha,

It took 5 minutes to cross.

--4XsT1L6Mz9z8.1795435205/mail.walk.example--
`
}

/** As Exim 4.97 writes one, with the headers alone. */
export function eximReport({ to, recipient = asha, messageId = anId }: About): string {
  return `Return-path: <>
Envelope-to: ${to}
Delivery-date: Mon, 23 Nov 2026 12:00:05 +0000
Received: from Debian-exim by mail.walk.example with local (Exim 4.97) id 1tEzYb-000000001AB-0f3C
X-Failed-Recipients: ${recipient}
Auto-Submitted: auto-replied
From: Mail Delivery System <Mailer-Daemon@mail.walk.example>
To: ${to}
Content-Type: multipart/report; report-type=delivery-status; boundary=1795435205-eximdsn-1804289383
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender
Message-Id: <E1tEzYb-000000001AB-0f3C@mail.walk.example>

--1795435205-eximdsn-1804289383
Content-type: text/plain; charset=us-ascii

A message that you sent could not be delivered to one or more of its recipients.

  ${recipient}
    host mx.parliament.example [192.0.2.7]
    SMTP error from remote mail server after RCPT TO:<${recipient}>:
    552 5.2.2 mailbox full

--1795435205-eximdsn-1804289383
Content-type: message/delivery-status

Reporting-MTA: dns; mail.walk.example

Action: failed
Final-Recipient: rfc822;${recipient}
Status: 5.0.0
Remote-MTA: dns; mx.parliament.example
Diagnostic-Code: smtp; 552 5.2.2 mailbox full

--1795435205-eximdsn-1804289383
Content-type: text/rfc822-headers

Return-path: <${to}>
From: Rosa Lind <campaigns@walk.example>
To: ${recipient}
Message-ID: ${messageId}
Subject: The crossing at Mill Lane

--1795435205-eximdsn-1804289383--
`
}

/** As Exchange writes one: words in HTML and base64, its fields too, and its own diagnostic. */
export function exchangeReport({ to, recipient = asha }: About): string {
  const fields = `Reporting-MTA: dns;LO2P265MB1234.GBRP265.PROD.OUTLOOK.EXAMPLE
Received-From-MTA: dns;mail.walk.example
Arrival-Date: Mon, 23 Nov 2026 12:00:05 +0000

Final-Recipient: rfc822;${recipient}
Action: failed
Status: 5.1.10
Diagnostic-Code: smtp;550 5.1.10 RESOLVER.ADR.RecipientNotFound; Recipient ${recipient} not found by SMTP address lookup
X-Display-Name: Asha Grange`
  return `From: <postmaster@parliament.example>
To: ${to}
Date: Mon, 23 Nov 2026 12:00:05 +0000
Content-Type: multipart/report; report-type=delivery-status;
\tboundary="b0a1c2d3-0001-0002-0003-a1b2c3d4e5f6"
X-MS-Exchange-Message-Is-Ndr:
Content-Language: en-GB
Message-ID: <b0a1c2d3-1111-4222-8333-444455556666@LO2P265MB1234.GBRP265.PROD.OUTLOOK.EXAMPLE>
Subject: Undeliverable: The crossing at Mill Lane
Auto-Submitted: auto-replied
MIME-Version: 1.0

--b0a1c2d3-0001-0002-0003-a1b2c3d4e5f6
Content-Type: multipart/alternative; differences=Content-Type;
\tboundary="b0a1c2d3-0001-0002-0003-b1b2c3d4e5f6"

--b0a1c2d3-0001-0002-0003-b1b2c3d4e5f6
Content-Type: text/plain; charset="us-ascii"
Content-Transfer-Encoding: quoted-printable

Your message to ${recipient} couldn't be delivered.=20

--b0a1c2d3-0001-0002-0003-b1b2c3d4e5f6
Content-Type: text/html; charset="us-ascii"
Content-Transfer-Encoding: base64

${base64(`<html><body><p>Your message to ${recipient} couldn't be delivered.</p></body></html>`)}

--b0a1c2d3-0001-0002-0003-b1b2c3d4e5f6--

--b0a1c2d3-0001-0002-0003-a1b2c3d4e5f6
Content-Type: message/delivery-status
Content-Transfer-Encoding: base64

${base64(fields)}

--b0a1c2d3-0001-0002-0003-a1b2c3d4e5f6--
`
}

/** As Gmail writes one, late: the mail is still tried. */
export function gmailDelay({ to, recipient = asha }: About): string {
  return `Received: by 2002:a05:6402:1f13:b0:5cf:1 with SMTP id f19csp12345; Mon, 23 Nov 2026 12:00:05 -0800 (PST)
X-Received: by 2002:a17:907:7e94 with SMTP id qb20mr1; Mon, 23 Nov 2026 12:00:05 -0800 (PST)
Return-Path: <>
From: Mail Delivery Subsystem <mailer-daemon@googlemail.example>
To: ${to}
Auto-Submitted: auto-replied
Subject: Delivery Status Notification (Delay)
Message-ID: <6741d2a5.170a0220.2c.GMR@mx.google.example>
Date: Mon, 23 Nov 2026 12:00:05 -0800 (PST)
MIME-Version: 1.0
Content-Type: multipart/report; boundary="00000000000027ab3f06277e"; report-type=delivery-status

--00000000000027ab3f06277e
Content-Type: multipart/related; boundary="00000000000027ac2906277f"

--00000000000027ac2906277f
Content-Type: text/plain; charset="UTF-8"

** Delivery incomplete **

--00000000000027ac2906277f--
--00000000000027ab3f06277e
Content-Type: message/delivery-status

Reporting-MTA: dns; googlemail.example
Arrival-Date: Mon, 23 Nov 2026 11:00:05 -0800 (PST)
X-Original-Message-ID: ${anId}

Final-Recipient: rfc822; ${recipient}
Action: delayed
Status: 4.4.1
Diagnostic-Code: smtp; The recipient server did not accept our requests to connect.
Last-Attempt-Date: Mon, 23 Nov 2026 12:00:05 -0800 (PST)
Will-Retry-Until: Thu, 26 Nov 2026 11:00:05 -0800 (PST)

--00000000000027ab3f06277e--
`
}

/** A report with these fields. */
export function reportWith(fields: string, to: string): string {
  return `From: postmaster@parliament.example
To: ${to}
Subject: About your mail
Content-Type: multipart/report; report-type=delivery-status; boundary=b

--b
Content-Type: text/plain

See below.

--b
Content-Type: message/delivery-status

${fields}
--b--
`
}

/** What somebody in an office writes back, or their program while they are away. */
export function mailTo(to: string, odd = '', words = 'Thank you for your letter.'): string {
  return `From: Asha Grange <${asha}>
To: ${to}
${odd}Subject: Re: The crossing at Mill Lane
Message-ID: <CAF123@mail.parliament.example>
Date: Mon, 23 Nov 2026 12:00:05 +0000
Content-Type: text/plain; charset=iso-8859-1

${words}
`
}

function base64(text: string): string {
  return Buffer.from(text).toString('base64').replace(/.{76}/g, '$&\n')
}
