import { OngletsDesSeances } from '#modules/gouvernance'
import type { ContenuDePage } from '#platform/http/services.ts'
import type { Acteur } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { date, dateLongue, duree, heure } from '#shared/typographie.ts'
import { BoutonPost } from '#ui/bouton.tsx'
import { Liste } from '#ui/liste.tsx'
import { Section, Vide } from '#ui/textes.tsx'
import type { FluxLu, RendezVous } from './agenda.queries.ts'

/** The meetings of one person, and the address by which her own diary follows them. */
export function pageMonAgenda({
  rendezVous,
  flux,
  lien,
  acteur,
  maintenant,
}: {
  readonly rendezVous: readonly RendezVous[]
  readonly flux: FluxLu | null
  /** Whole address of the feed. */
  readonly lien: string | null
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const aVenir = rendezVous.filter(({ debutLe, annulee }) => debutLe >= maintenant && !annulee)
  return {
    titre: 'Mon agenda',
    h1: 'Mes séances et mes réunions',
    surtitre: acteur.cooperation,
    rubrique: '/seances',
    chapeau: (
      <p>
        Vos convocations aux séances, et les réunions des groupes où vous tenez une place pour{' '}
        {acteur.libelle}.
      </p>
    ),
    contenu: (
      <>
        <OngletsDesSeances ici="/mon-agenda" />
        <Section titre="À venir">
          <Liste
            vide={<Vide>Aucune séance ni réunion n’est prévue pour vous.</Vide>}
            lignes={aVenir.map(({ genre, id, titre, debutLe, dureeMinutes, lieu }) => ({
              cle: id,
              quand: { mot: date(jourDe(debutLe)), detail: heure(debutLe) },
              titre,
              href: genre === 'seance' ? `/seances/${id}` : `/groupes/reunions/${id}`,
              detail: [dateLongue(jourDe(debutLe)), duree(dureeMinutes), lieu].filter(Boolean).join(' · '),
            }))}
          />
        </Section>
        <Section titre="Les suivre dans votre agenda" id="lien">
          {lien && flux ? (
            <>
              <p>
                Abonnez votre agenda (Outlook, Thunderbird, téléphone…) à cette adresse. Il se met à jour seul
                : une date déplacée ou annulée y est suivie.
              </p>
              <pre className="code-a-copier">{lien}</pre>
              <p className="detail">
                Lien personnel, ouvert le {date(jourDe(flux.ouvertLe))}. Qui le tient lit vos rendez-vous : ne
                le transmettez pas. S’il a été transmis, révoquez-le ; il cesse aussitôt.
              </p>
              <div className="apres">
                <BoutonPost action="/mon-agenda/revoquer">Révoquer ce lien</BoutonPost>
              </div>
            </>
          ) : (
            <>
              <p>
                Un lien personnel permet à votre agenda de suivre ces dates. Vous le révoquez quand vous
                voulez.
              </p>
              <BoutonPost action="/mon-agenda/ouvrir" icone="agenda">
                Créer mon lien
              </BoutonPost>
            </>
          )}
        </Section>
      </>
    ),
  }
}
