import type { ColumnType, Generated } from 'kysely'
import type { DataMapOf } from '../database/data-map.ts'

/** The NHS dictionary of medicines and devices. Identifiers and quantities are text: neither survives being a number. */
export interface MedicineTables {
  'core.dmd_release': {
    release_id: string
    released_on: string
    is_sample: boolean
    imported_at: Generated<Date>
    changes: ColumnType<unknown, string, never>
    left_out: number
  }
  'core.dmd_lookup': {
    list: string
    code: string
    description: string
    previous_code: string | null
    changed_on: string | null
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_ingredient': {
    ingredient_id: string
    name: string
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_vtm': {
    vtm_id: string
    name: string
    short_name: string | null
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_vmp': {
    vmp_id: string
    vtm_id: string | null
    name: string
    short_name: string | null
    previous_name: string | null
    renamed_on: string | null
    combination: string | null
    prescribing_status: string
    is_sugar_free: boolean
    is_gluten_free: boolean
    is_preservative_free: boolean
    is_cfc_free: boolean
    not_available: string | null
    not_available_on: string | null
    dose_form: string | null
    unit_dose_size: string | null
    unit_dose_size_unit: string | null
    unit_dose_unit: string | null
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_vmp_ingredient': {
    vmp_id: string
    place: number
    ingredient_id: string
    strength_basis: string | null
    base_id: string | null
    numerator: string | null
    numerator_unit: string | null
    denominator: string | null
    denominator_unit: string | null
  }
  'core.dmd_vmp_form': {
    vmp_id: string
    code: string
  }
  'core.dmd_vmp_form_route': {
    vmp_id: string
    code: string
  }
  'core.dmd_vmp_route': {
    vmp_id: string
    code: string
  }
  'core.dmd_controlled_drug': {
    vmp_id: string
    category: string
    category_from: string | null
    previous_category: string | null
  }
  'core.dmd_amp': {
    amp_id: string
    vmp_id: string
    name: string
    short_name: string | null
    description: string
    previous_name: string | null
    renamed_on: string | null
    supplier: string
    licensing: string
    combination: string | null
    flavour: string | null
    is_black_triangle: boolean
    is_parallel_import: boolean
    availability: string
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_amp_ingredient': {
    amp_id: string
    place: number
    ingredient_id: string
    strength: string | null
    unit: string | null
  }
  'core.dmd_amp_route': {
    amp_id: string
    code: string
  }
  'core.dmd_vmpp': {
    vmpp_id: string
    vmp_id: string
    name: string
    quantity: string | null
    quantity_unit: string | null
    combination: string | null
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_vmpp_content': {
    vmpp_id: string
    content_id: string
  }
  'core.dmd_ampp': {
    ampp_id: string
    vmpp_id: string
    amp_id: string
    name: string
    combination: string | null
    legal_category: string
    sub_pack: string | null
    is_discontinued: boolean
    discontinued_on: string | null
    is_invalid: boolean
    is_sample: boolean
    gone_since: string | null
  }
  'core.dmd_ampp_content': {
    ampp_id: string
    content_id: string
  }
  'core.dmd_gtin': {
    ampp_id: string
    gtin: string
    starts_on: string
    ends_on: string | null
    gtin_key: string
  }
  'core.dmd_previous_id': {
    previous_id: string
    current_id: string
    level: 'ingredient' | 'vtm' | 'vmp'
    changed_on: string | null
  }
  'core.dmd_search_entry': {
    entry_id: string
    level: 'vtm' | 'vmp' | 'amp'
    name: string
    words: string
    is_current: boolean
  }
  'core.dmd_search_key': {
    key: string
    entry_id: string
  }
}

export const medicineDataMap: DataMapOf<MedicineTables> = {
  'core.dmd_release': {
    class: 'reference',
    retention: 'reference',
    columns: {
      release_id: 'administrative',
      released_on: 'administrative',
      is_sample: 'technical',
      imported_at: 'technical',
      changes: 'administrative',
      left_out: 'administrative',
    },
  },
  'core.dmd_lookup': {
    class: 'reference',
    retention: 'reference',
    columns: {
      list: 'administrative',
      code: 'administrative',
      description: 'administrative',
      previous_code: 'administrative',
      changed_on: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_ingredient': {
    class: 'reference',
    retention: 'reference',
    columns: {
      ingredient_id: 'administrative',
      name: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_vtm': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vtm_id: 'administrative',
      name: 'administrative',
      short_name: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_vmp': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      vtm_id: 'administrative',
      name: 'administrative',
      short_name: 'administrative',
      previous_name: 'administrative',
      renamed_on: 'administrative',
      combination: 'administrative',
      prescribing_status: 'administrative',
      is_sugar_free: 'administrative',
      is_gluten_free: 'administrative',
      is_preservative_free: 'administrative',
      is_cfc_free: 'administrative',
      not_available: 'administrative',
      not_available_on: 'administrative',
      dose_form: 'administrative',
      unit_dose_size: 'administrative',
      unit_dose_size_unit: 'administrative',
      unit_dose_unit: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_vmp_ingredient': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      place: 'technical',
      ingredient_id: 'administrative',
      strength_basis: 'administrative',
      base_id: 'administrative',
      numerator: 'administrative',
      numerator_unit: 'administrative',
      denominator: 'administrative',
      denominator_unit: 'administrative',
    },
  },
  'core.dmd_vmp_form': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      code: 'administrative',
    },
  },
  'core.dmd_vmp_form_route': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      code: 'administrative',
    },
  },
  'core.dmd_vmp_route': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      code: 'administrative',
    },
  },
  'core.dmd_controlled_drug': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmp_id: 'administrative',
      category: 'administrative',
      category_from: 'administrative',
      previous_category: 'administrative',
    },
  },
  'core.dmd_amp': {
    class: 'reference',
    retention: 'reference',
    columns: {
      amp_id: 'administrative',
      vmp_id: 'administrative',
      name: 'administrative',
      short_name: 'administrative',
      description: 'administrative',
      previous_name: 'administrative',
      renamed_on: 'administrative',
      supplier: 'administrative',
      licensing: 'administrative',
      combination: 'administrative',
      flavour: 'administrative',
      is_black_triangle: 'administrative',
      is_parallel_import: 'administrative',
      availability: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_amp_ingredient': {
    class: 'reference',
    retention: 'reference',
    columns: {
      amp_id: 'administrative',
      place: 'technical',
      ingredient_id: 'administrative',
      strength: 'administrative',
      unit: 'administrative',
    },
  },
  'core.dmd_amp_route': {
    class: 'reference',
    retention: 'reference',
    columns: {
      amp_id: 'administrative',
      code: 'administrative',
    },
  },
  'core.dmd_vmpp': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmpp_id: 'administrative',
      vmp_id: 'administrative',
      name: 'administrative',
      quantity: 'administrative',
      quantity_unit: 'administrative',
      combination: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_vmpp_content': {
    class: 'reference',
    retention: 'reference',
    columns: {
      vmpp_id: 'administrative',
      content_id: 'administrative',
    },
  },
  'core.dmd_ampp': {
    class: 'reference',
    retention: 'reference',
    columns: {
      ampp_id: 'administrative',
      vmpp_id: 'administrative',
      amp_id: 'administrative',
      name: 'administrative',
      combination: 'administrative',
      legal_category: 'administrative',
      sub_pack: 'administrative',
      is_discontinued: 'administrative',
      discontinued_on: 'administrative',
      is_invalid: 'administrative',
      is_sample: 'technical',
      gone_since: 'technical',
    },
  },
  'core.dmd_ampp_content': {
    class: 'reference',
    retention: 'reference',
    columns: {
      ampp_id: 'administrative',
      content_id: 'administrative',
    },
  },
  'core.dmd_gtin': {
    class: 'reference',
    retention: 'reference',
    columns: {
      ampp_id: 'administrative',
      gtin: 'administrative',
      starts_on: 'administrative',
      ends_on: 'administrative',
      gtin_key: 'technical',
    },
  },
  'core.dmd_previous_id': {
    class: 'reference',
    retention: 'reference',
    columns: {
      previous_id: 'administrative',
      current_id: 'administrative',
      level: 'administrative',
      changed_on: 'administrative',
    },
  },
  'core.dmd_search_entry': {
    class: 'reference',
    retention: 'reference',
    columns: {
      entry_id: 'administrative',
      level: 'administrative',
      name: 'administrative',
      words: 'administrative',
      is_current: 'administrative',
    },
  },
  'core.dmd_search_key': {
    class: 'reference',
    retention: 'reference',
    columns: {
      key: 'technical',
      entry_id: 'administrative',
    },
  },
}
