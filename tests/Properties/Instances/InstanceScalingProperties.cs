using FsCheck;
using FsCheck.Fluent;
using PurifyProofs.Claims.Controls;
using PurifyProofs.Claims.Instances;
using Xunit;

namespace PurifyProofs.Properties.Instances;

/// <summary>An instance at another dimension keeps its distance from the preset; the study over dimensions breaks what the instance breaks.</summary>
public sealed class InstanceScalingProperties : PropertyChecks
{
    [Fact]
    public void A_preset_goes_to_the_preset() => Check(Gen.Elements<Preset>(PresetCatalogue.All).Zip(Dimensions()).Zip(Dimensions()), 50, static pair =>
    {
        ((Preset preset, int from), int to) = pair;
        return InstanceScaling.AtDimension(preset.Create(from, 3, 7), to) == preset.Create(to, 3, 7);
    });

    [Fact]
    public void Numbers_keep_their_ratio_to_the_preset_and_words_stay() => Check(Dimensions().Zip(Dimensions()).Zip(Gen.Choose(1, 400)), 100, static pair =>
    {
        ((int from, int to), int percent) = pair;
        Preset preset = PresetCatalogue.Find(PresetCatalogue.DefaultName);
        Instance start = preset.Create(from, 3, 7), target = preset.Create(to, 3, 7);
        double ratio = percent / 100.0;
        Instance changed = start with
        {
            Law = start.Law with { Teacher = Model.Data.TeacherLaw.Spread, LabelFlip = 0.03 },
            Plan = start.Plan with { InitialScale = ratio * start.Plan.InitialScale, Clean = start.Plan.Clean with { LearningRate = ratio * start.Plan.Clean.LearningRate } },
        };
        Instance scaled = InstanceScaling.AtDimension(changed, to);
        Assert.Equal((Model.Data.TeacherLaw.Spread, 0.03), (scaled.Law.Teacher, scaled.Law.LabelFlip));
        Assert.Equal(ratio * target.Plan.InitialScale, scaled.Plan.InitialScale, 1e-12);
        Assert.Equal(ratio * target.Plan.Clean.LearningRate, scaled.Plan.Clean.LearningRate, 1e-9);
        Assert.Equal((to, target.Plan.Width, target.Radius), (scaled.Law.Dimension, scaled.Plan.Width, scaled.Radius));
        scaled.Validate();
    });

    [Fact]
    public void What_breaks_an_instance_breaks_it_at_every_dimension() => Check(InstanceGenerator.Core(Scale.Standard).Zip(Dimensions()).Zip(Gen.Choose(1, 50)), 100, static pair =>
    {
        ((Instance instance, int dimension), int percent) = pair;
        Breaker breaker = BrokenHypothesis.LargeInitialWeights("large", BreakerStrength.Gross, ControlBase.OfScale, percent / 10.0);
        Assert.Equal(percent / 10.0, InstanceScaling.AtDimension(breaker.Break(instance), dimension).Plan.InitialScale, 1e-9);
    });

    private static Gen<int> Dimensions() => Gen.Elements(96, 128, 192, 256, 384);
}
