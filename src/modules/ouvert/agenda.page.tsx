import type { ContenuPublic } from '#platform/http/services.ts'
import { jourDe } from '#shared/dates.ts'
import { compte, date, dateCourte, dateLongue, duree, heure, nombre } from '#shared/typographie.ts'
import { Bouton } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Fictif, Section, Vide } from '#ui/textes.tsx'
import { hrefDe, pageDuPortail } from './cadre.tsx'
import type { Portail } from './portail.queries.ts'
import type { DocumentPublic, SeancePublique } from './publics.queries.ts'
import { LIBELLES_DOCUMENT } from './vues.ts'

const MOTS: Readonly<Record<string, string>> = {
  annulee: 'Annulée',
  reportee: 'Reportée',
  ouverte: 'En cours',
  suspendue: 'En cours',
}

/** Public meetings, to come and held, and the feed to follow them. */
export function pageCalendrier(
  portail: Portail,
  seances: readonly SeancePublique[],
  maintenant: Date,
  adresse: string,
): ContenuPublic {
  const flux = hrefDe(portail, '/calendrier.ics')
  const aVenir = seances.filter(({ debutLe }) => debutLe >= maintenant)
  const passees = seances.filter(({ debutLe }) => debutLe < maintenant).reverse()
  const lignes = (liste: readonly SeancePublique[]) =>
    liste.map(({ id, instance, debutLe, dureeMinutes, lieu, statut, fictif }) => ({
      cle: id,
      quand: { mot: dateCourte(jourDe(debutLe), jourDe(maintenant)), detail: heure(debutLe) },
      titre: instance,
      detail: (
        <p>
          {[MOTS[statut], dateLongue(jourDe(debutLe)), lieu, duree(dureeMinutes)].filter(Boolean).join(' · ')}{' '}
          {fictif && <Fictif>{fictif}</Fictif>}
        </p>
      ),
    }))
  return pageDuPortail(portail, '/calendrier', {
    titre: 'Calendrier',
    h1: 'Les réunions publiques',
    surtitre: portail.nom,
    description: `${compte(aVenir.length, 'réunion')} à venir de la coopération « ${portail.nom} », et un calendrier à suivre.`,
    chapeau: <p>Les réunions convoquées des instances que la coopération annonce au public.</p>,
    actions: (
      <Bouton href={flux} icone="calendrier">
        Ajouter à mon agenda
      </Bouton>
    ),
    formes: [{ href: flux, type: 'text/calendar', titre: 'Réunions publiques' }],
    contenu: (
      <>
        <Section titre="À venir">
          <Liste lignes={lignes(aVenir)} vide={<Vide>Aucune réunion publique n’est convoquée.</Vide>} />
        </Section>
        {passees.length > 0 && (
          <Section titre="Passées" filet>
            <Liste lignes={lignes(passees.slice(0, 20))} />
          </Section>
        )}
        <Section titre="Suivre dans votre agenda" filet>
          <p>
            Abonnez votre agenda à cette adresse : une réunion ajoutée, déplacée ou annulée y change
            d’elle-même.
          </p>
          <pre className="code-a-copier" tabIndex={0}>
            {adresse}
            {flux}
          </pre>
        </Section>
      </>
    ),
  })
}

/** Documents that the cooperation gives to read. */
export const pageDocumentsPublics = (portail: Portail, documents: readonly DocumentPublic[]): ContenuPublic =>
  pageDuPortail(portail, '/documents', {
    titre: 'Documents',
    surtitre: portail.nom,
    description: `${compte(documents.length, 'document')} de la coopération « ${portail.nom} ».`,
    chapeau: <p>Les documents que la coopération a choisi de publier.</p>,
    contenu: (
      <Liste
        lignes={documents.map(({ id, titre, type, du, au, fictif, fichier, taille, publieLe }) => ({
          cle: id,
          surtitre: LIBELLES_DOCUMENT[type] ?? type,
          titre,
          ...(fichier && { href: hrefDe(portail, `/documents/${id}`) }),
          detail: (
            <p>
              {[
                du && `depuis le ${date(du)}`,
                au && `jusqu’au ${date(au)}`,
                `publié le ${date(jourDe(publieLe))}`,
                fichier && taille
                  ? `${fichier}, ${nombre(Math.ceil(taille / 1024))} ko`
                  : 'sans fichier joint',
              ]
                .filter(Boolean)
                .join(' · ')}{' '}
              {fictif && <Fictif>{fictif}</Fictif>}
            </p>
          ),
        }))}
        vide={<Vide>Aucun document n’est publié pour l’instant.</Vide>}
      />
    ),
  })
