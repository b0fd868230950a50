import {
  ArrowRight,
  Bell,
  CalendarClock,
  CalendarDays,
  Check,
  CheckCheck,
  ChevronDown,
  CircleAlert,
  CircleDashed,
  CircleHelp,
  CircleSlash,
  CircleX,
  Download,
  Eye,
  FileText,
  FolderOpen,
  Gavel,
  Landmark,
  LayoutDashboard,
  ListTodo,
  type LucideIcon,
  Mail,
  MapPin,
  Menu,
  Minus,
  Pause,
  Pencil,
  Play,
  Plus,
  RefreshCw,
  Search,
  Settings,
  Stamp,
  Undo2,
  Upload,
  Users,
  Video,
  X,
} from 'lucide-react'
import { renderToStaticMarkup } from 'react-dom/server'

const ICONES = {
  tableau: LayoutDashboard,
  seance: Landmark,
  decision: Gavel,
  sujet: ListTodo,
  document: FolderOpen,
  calendrier: CalendarDays,
  collectivites: Users,
  cooperation: Settings,
  recherche: Search,
  alerte: Bell,
  aide: CircleHelp,
  deplier: ChevronDown,
  suivant: ArrowRight,
  fait: Check,
  execute: CheckCheck,
  inscrit: CalendarClock,
  vote: Stamp,
  a_faire: CircleDashed,
  rejet: CircleX,
  sans_objet: CircleSlash,
  informe: Eye,
  abstention: Minus,
  contre: X,
  attention: CircleAlert,
  pause: Pause,
  lecture: Play,
  fichier: FileText,
  telecharger: Download,
  deposer: Upload,
  courriel: Mail,
  menu: Menu,
  lieu: MapPin,
  visio: Video,
  modifier: Pencil,
  ajouter: Plus,
  retour: Undo2,
  actualiser: RefreshCw,
} as const satisfies Record<string, LucideIcon>

export type NomIcone = keyof typeof ICONES

/** Drawn once: an icon is a constant, not a component rendered a hundred times a page. */
const traces = Object.fromEntries(
  Object.entries(ICONES).map(([nom, Icone]) => [
    nom,
    renderToStaticMarkup(<Icone />)
      .replace(/^<svg[^>]*>/, '')
      .replace(/<\/svg>$/, ''),
  ]),
) as Record<NomIcone, string>

/** A Lucide icon. Always beside a word: it is hidden from screen readers. */
export function Icone({ nom, taille = 18 }: { nom: NomIcone; taille?: number }) {
  return (
    <svg
      className="icone"
      width={taille}
      height={taille}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.9"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
      focusable="false"
      dangerouslySetInnerHTML={{ __html: traces[nom] }}
    />
  )
}
