namespace PurifyProofs.Claims.Instances;

/// <summary>Carries an instance to another dimension.</summary>
internal static class InstanceScaling
{
    /// <summary>
    /// The instance's preset at another dimension, at the preset's own width and radius there, with every other field as far
    /// from the preset as it is in the instance: numbers by their ratio (where the preset has 0, as they stand), words as they
    /// are.
    /// </summary>
    public static Instance AtDimension(Instance instance, int dimension)
    {
        Instance here = PresetCatalogue.AtSizeOf(instance);
        Instance there = PresetCatalogue.Find(instance.Preset).Create(dimension, instance.Law.Sparsity, instance.Seed);
        return InstanceField.All
            .Where(field => !field.AlwaysPrinted && field.Print(instance) != field.Print(here))
            .Aggregate(there, (scaled, field) => Carry(field, instance, here, scaled));
    }

    private static Instance Carry(InstanceField field, Instance instance, Instance here, Instance there)
    {
        if (field.Read is null || field.Write is null)
        {
            return field.Set(there, field.Print(instance));
        }

        double start = field.Read(here), value = field.Read(instance);
        return field.Write(there, start == 0 ? value : value / start * field.Read(there));
    }
}
