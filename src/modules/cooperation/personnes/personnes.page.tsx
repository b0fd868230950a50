import { OngletsDeLAnnuaire } from '#modules/annuaire'
import type { ContenuDePage } from '#platform/http/services.ts'
import { type Acteur, engageSonOrganisme } from '#shared/acteur.ts'
import { jourDe } from '#shared/dates.ts'
import { deNom } from '#shared/mots.ts'
import { date } from '#shared/typographie.ts'
import { Bouton, BoutonPost } from '#ui/bouton.tsx'
import { Etiquette } from '#ui/etiquette.tsx'
import type { Faute, Saisies } from '#ui/formulaire.tsx'
import { Alerte, Section } from '#ui/textes.tsx'
import { etatInvitation } from '../domain/invitation.ts'
import { LIBELLES_FONCTION } from '../domain/mandats.ts'
import { donneLesAcces } from '../mairies/donner-acces.ts'
import { FormulaireAbsence, FormulaireNomination } from './formulaires.page.tsx'
import type { MandatEnListe, MembreEtSesPersonnes } from './personnes.queries.ts'

export type EtatPersonnes = {
  readonly fautes?: readonly Faute[]
  readonly saisies?: Saisies
  readonly alerte?: string
  readonly statut?: number
  readonly formulaire?: 'nommer' | 'absence'
}

/** Members and their people; one's own can be changed. */
export function pagePersonnes({
  membres,
  acteur,
  maintenant,
  ...etat
}: EtatPersonnes & {
  readonly membres: readonly MembreEtSesPersonnes[]
  readonly acteur: Acteur
  readonly maintenant: Date
}): ContenuDePage {
  const tient = engageSonOrganisme.autorise(acteur)
  const miens = membres.find(({ organismeId }) => organismeId === acteur.organismeId)?.mandats ?? []
  const retour = (formulaire: EtatPersonnes['formulaire']) =>
    etat.formulaire === formulaire
      ? { fautes: etat.fautes ?? [], saisies: etat.saisies, alerte: etat.alerte }
      : {}
  return {
    titre: 'Personnes',
    h1: 'Qui agit pour qui ?',
    surtitre: acteur.cooperation,
    rubrique: '/personnes',
    ...(etat.statut && { statut: etat.statut }),
    chapeau: <p>Les droits suivent les mandats et finissent avec eux. Chaque membre tient les siens.</p>,
    actions: tient && (
      <>
        <Bouton href="/imports/mandats" icone="deposer">
          Importer un tableau
        </Bouton>
        <Bouton href="/mandats/election">Après une élection</Bouton>
      </>
    ),
    contenu: (
      <>
        <OngletsDeLAnnuaire ici="/personnes" />
        {etat.alerte && !etat.formulaire && (
          <Alerte>
            <p>{etat.alerte}</p>
          </Alerte>
        )}
        {donneLesAcces.autorise(acteur) && (
          <p>
            <a href="/personnes/mairies">Donner leur accès aux secrétaires des employeurs</a>
          </p>
        )}
        {membres.map(({ organismeId, libelle, territoire, role, mandats }) => (
          <Section
            key={organismeId}
            titre={territoire ? `${libelle}, ${territoire}` : libelle}
            detail={role === 'coordonnateur' ? 'coordonnateur' : undefined}
          >
            {mandats.length === 0 ? (
              <p>
                Personne n’agit encore pour {libelle}.{' '}
                <a href={`/membres/${organismeId}`}>Voir la fiche {deNom(libelle)}</a>
              </p>
            ) : (
              <ul className="liste-lignes">
                {mandats.map((mandat) => (
                  <LigneDeMandat
                    key={mandat.id}
                    mandat={mandat}
                    tient={tient && organismeId === acteur.organismeId}
                    maintenant={maintenant}
                  />
                ))}
              </ul>
            )}
          </Section>
        ))}
        {tient && (
          <>
            <p>
              <a href="/mandats/historique">Mandats passés {deNom(acteur.libelle)}</a>
            </p>
            <FormulaireNomination acteur={acteur} maintenant={maintenant} {...retour('nommer')} />
            {miens.length > 0 && (
              <FormulaireAbsence
                mandats={miens}
                maintenant={maintenant}
                ouvert={etat.formulaire === 'absence'}
                {...retour('absence')}
              />
            )}
          </>
        )}
      </>
    ),
  }
}

function LigneDeMandat({
  mandat,
  tient,
  maintenant,
}: {
  readonly mandat: MandatEnListe
  readonly tient: boolean
  readonly maintenant: Date
}) {
  const { id, fonction, nom, du, au, acte, version, remplacements, invitation } = mandat
  const commence = du <= jourDe(maintenant)
  return (
    <li>
      <div>
        <p>
          <strong>{LIBELLES_FONCTION[fonction]}</strong> : {nom}
        </p>
        <p className="detail">
          {commence ? `depuis le ${date(du)}` : `à compter du ${date(du)}`}
          {au && `, jusqu’au ${date(au)}`}
          {acte && ` · ${acte}`}
        </p>
        {remplacements.map((remplacement) => (
          <p className="detail" key={remplacement.id}>
            remplacé par {remplacement.nom} du {date(remplacement.du)} au {date(remplacement.au)}
            {tient && (
              <>
                {' '}
                <BoutonPost action={`/remplacements/${remplacement.id}/finir`} variante="lien" petit>
                  Mettre fin<span className="vh"> au remplacement par {remplacement.nom}</span>
                </BoutonPost>
              </>
            )}
          </p>
        ))}
        {tient && invitation && (
          <EtatDeLInvitation nom={nom} invitation={invitation} maintenant={maintenant} />
        )}
      </div>
      {tient && au === null && (
        <BoutonPost action={`/mandats/${id}/terminer`} champs={{ version }} variante="lien" petit>
          {commence ? 'Terminer' : 'Annuler'}
          <span className="vh"> le mandat {deNom(nom)}</span>
        </BoutonPost>
      )}
    </li>
  )
}

/** Invited and not yet come: since when, and what can be done. */
function EtatDeLInvitation({
  nom,
  invitation,
  maintenant,
}: {
  readonly nom: string
  readonly invitation: NonNullable<MandatEnListe['invitation']>
  readonly maintenant: Date
}) {
  const expireLe = new Date(invitation.expireLe)
  const expiree = etatInvitation({ expireLe, accepteeLe: null, annuleeLe: null }, maintenant) === 'expiree'
  return (
    <div className="actions">
      <Etiquette ton={expiree ? 'alerte' : 'attention'} icone="courriel">
        {expiree
          ? `Invitation expirée le ${date(jourDe(expireLe))}`
          : `Invitation envoyée le ${date(jourDe(new Date(invitation.envoyeeLe)))}, sans réponse`}
      </Etiquette>
      <BoutonPost action={`/invitations/${invitation.id}/renvoyer`} variante="lien" petit>
        Renvoyer<span className="vh"> l’invitation à {nom}</span>
      </BoutonPost>
      <BoutonPost action={`/invitations/${invitation.id}/annuler`} variante="lien" petit>
        Annuler<span className="vh"> l’invitation {deNom(nom)}</span>
      </BoutonPost>
    </div>
  )
}
