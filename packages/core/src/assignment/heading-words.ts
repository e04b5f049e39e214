import type { ColumnRole } from './people-headings.ts'

/** Whole headings in the shipped languages and their neighbors; case, accents, blanks and _ - . make no difference. */
export const headingWords: Record<ColumnRole, string> = {
  address: `email|mail|email address|mail address|work email|business email|primary email|company email|user email|email id
    |user principal name|upn|e-mail-adresse|mailadresse|emailadresse|dienstliche e-mail|adresse e-mail|adresse mail
    |adresse electronique|courriel|mel|correo|correo electronico|direccion de correo|direccion de correo electronico
    |endereco de e-mail|endereco de email|correio eletronico|indirizzo e-mail|indirizzo email|posta elettronica
    |indirizzo di posta elettronica|e-mailadres|mailadres|メール|メールアドレス|eメール|電子メール|电子邮件|电子邮箱|邮箱|邮件|邮箱地址
    |電子郵件|이메일|adres e-mail|e-post|epost|e-postadress|sähköposti|электронная почта|почта`,
  name: `name|full name|display name|person|employee|user|contact|vollständiger name|anzeigename|mitarbeiter|nom complet
    |nom et prenom|prenom et nom|nombre completo|nombre y apellidos|nome completo|nome e cognome|volledige naam|naam
    |氏名|名前|お名前|姓名|이름|имя`,
  first: `first name|first|given name|forename|vorname|rufname|prenom|nombre|nombre de pila|primeiro nome|nome|nome proprio
    |voornaam|名|ファーストネーム|名字`,
  last: `last name|last|surname|family name|nachname|familienname|zuname|nom|nom de famille|apellido|apellidos|sobrenome
    |apelido|ultimo nome|cognome|achternaam|familienaam|姓|苗字|姓氏`,
  team: `team|team name|group|gruppe|équipe|groupe|equipo|grupo|equipe|equipa|squadra|gruppo|ploeg|チーム|グループ|团队|團隊|小组|팀`,
  product: `product|product name|product code|license|licence|license name|licence name|license product|software|subscription
    |produkt|produktname|produktcode|lizenz|lizenzname|abonnement|produit|nom du produit|code produit|licence produit|logiciel
    |producto|codigo de producto|licencia|produto|codigo do produto|licenca|prodotto|codice prodotto|licenza|productnaam
    |licentie|製品|製品名|製品コード|商品|ライセンス|产品|产品名称|产品代码|许可证|產品|授權|제품|제품명|제품 코드|라이선스`,
  until: `until|valid until|valid till|valid to|valid thru|valid through|expires|expires on|expiry|expiry date|expiration
    |expiration date|end|end date|ends|ends on|last day|gültig bis|bis|ablauf|ablaufdatum|läuft ab|läuft ab am|ende|enddatum
    |endet am|befristet bis|valable jusqu'au|valide jusqu'au|jusqu'au|expire le|date d'expiration|date de fin|fin|echeance
    |valido hasta|hasta|vence|fecha de vencimiento|fecha de caducidad|fecha de fin|caduca|valido ate|ate|data de validade
    |validade|data de termino|expira em|valido fino al|fino al|scade il|scadenza|data di scadenza|data di fine|geldig tot|tot
    |geldig t/m|given until|gegeben bis|vervaldatum|verloopt op|einddatum|有効期限|期限|終了日|有效期|有效期至|到期日|截止日期|結束日期|유효기간|만료일|종료일`,
  note: `note|notes|remark|remarks|comment|comments|notiz|notizen|anmerkung|anmerkungen|bemerkung|bemerkungen|kommentar
    |remarque|remarques|commentaire|commentaires|nota|notas|comentario|comentarios|observacion|observaciones|observacao
    |observacoes|commento|commenti|opmerking|opmerkingen|notitie|備考|メモ|注記|备注|備註|说明|비고|메모`,
}

/** Headings that are common beside people, or in our own files, and say nothing about what to give: named, and not read. */
export const headingsNotRead = `id|user id|person id|employee id|personnel number|personalnummer|no|nr|number|nummer|seats|quantity
  |admin|is admin|administrator|owner|is owner|role|roles|rolle|organization|organisation|organization id|organisation id
  |last login|last updated|last seen|last activity|created|created at|updated|updated at|password|phone|telephone|mobile
  |telefon|handy|status|last used|renews|license id|licence id|version in use|assigned|assigned by|came by|fallback|machines
  |code issued|zuletzt benutzt|zuletzt genutzt|verlängert sich|lizenznummer|lizenz-id|benutzte version|zugewiesen
  |zugewiesen von|kam über|rückfallversion|rechner|code ausgestellt`
