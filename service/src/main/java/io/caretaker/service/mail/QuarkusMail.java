package io.caretaker.service.mail;

import io.caretaker.alerting.notify.email.EmailMessage;
import io.caretaker.alerting.notify.email.Mail;
import io.caretaker.alerting.notify.email.MailRefused;
import io.quarkus.mailer.reactive.ReactiveMailer;
import io.vertx.ext.mail.SMTPException;
import jakarta.inject.Singleton;
import java.util.concurrent.CompletionStage;

/** Hands e-mails to the relay of {@code quarkus.mailer.*}. */
@Singleton
class QuarkusMail implements Mail {
    private static final int PERMANENT = 500;

    private final ReactiveMailer mailer;

    QuarkusMail(ReactiveMailer mailer) {
        this.mailer = mailer;
    }

    @Override
    public CompletionStage<Void> send(EmailMessage message) {
        io.quarkus.mailer.Mail mail = new io.quarkus.mailer.Mail()
                .addTo(message.to())
                .setSubject(message.subject())
                .setText(message.text())
                .setHtml(message.html())
                .addHeader("Message-ID", message.messageId());
        message.headers().forEach(mail::addHeader);
        return mailer.send(mail)
                .onFailure(SMTPException.class)
                .transform(QuarkusMail::answered)
                .subscribeAsCompletionStage();
    }

    private static Throwable answered(Throwable failure) {
        SMTPException smtp = (SMTPException) failure;
        return smtp.getReplyCode() >= PERMANENT ? new MailRefused("reply code " + smtp.getReplyCode(), smtp) : smtp;
    }
}
