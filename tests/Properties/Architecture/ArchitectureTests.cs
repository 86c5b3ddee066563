using PurifyProofs.Bounds.Rounding;
using PurifyProofs.Claims.Instances;
using PurifyProofs.Model.Numerics;
using Xunit;

namespace PurifyProofs.Properties.Architecture;

/// <summary>The arrows of the house point downwards, and families do not see each other.</summary>
public sealed class ArchitectureTests
{
    private static readonly string[] Assemblies =
        [typeof(Matrix).Assembly.Location, typeof(CholeskyVerification).Assembly.Location, typeof(Instance).Assembly.Location, typeof(Cli.Terminal.ExitCode).Assembly.Location];

    private static readonly string[] RoomsFromTheGround =
        [.. House.Projects.SelectMany(static project => project.Rooms.Select(room => $"{project.Project}.{room}"))];

    private static readonly Lazy<IReadOnlySet<Arrow>> Arrows = new(static () => CompiledArrows.Between(Assemblies));

    [Fact]
    public void Every_type_lies_in_a_room() =>
        Assert.Empty(Arrows.Value.SelectMany(static arrow => new[] { arrow.From, arrow.To }).Distinct().Where(static type => RoomOf(type) is null).Order(StringComparer.Ordinal));

    [Fact]
    public void Every_room_of_the_table_is_lived_in() =>
        Assert.Empty(RoomsFromTheGround.Except(Arrows.Value.Select(static arrow => RoomOf(arrow.From)!)));

    [Fact]
    public void Rooms_use_only_what_lies_below_them() => AssertNone(static arrow => Height(arrow.To) > Height(arrow.From));

    [Fact]
    public void Families_do_not_see_each_other() => AssertNone(static arrow => FamilyOf(arrow.From) is { } from && FamilyOf(arrow.To) is { } to && from != to);

    // The two above hold the rooms; a type in a common room could still tie two families together.
    [Fact]
    public void Only_the_meeting_rooms_see_more_than_one_family() =>
        Assert.Empty(Arrows.Value
            .Where(static arrow => !House.MeetingRooms.Contains(RoomOf(arrow.From)) && FamilyOf(arrow.To) is not null)
            .GroupBy(static arrow => arrow.From)
            .Where(static uses => uses.Select(static arrow => FamilyOf(arrow.To)).Distinct().Count() > 1)
            .Select(static uses => $"{uses.Key} sees {string.Join(", ", uses.Select(static arrow => arrow.To).Order(StringComparer.Ordinal))}"));

    [Fact]
    public void Claims_name_no_device() => AssertNone(static arrow =>
        House.Closed.Any(closed => arrow.From.StartsWith(closed.Project + ".", StringComparison.Ordinal) && closed.Rooms.Contains(RoomOf(arrow.To))));

    // The table would hold in an empty house too.
    [Fact]
    public void The_reader_sees_bodies_signatures_and_bases()
    {
        Assert.Contains(new Arrow("Model.Cpu.CpuDevice", "Model.Numerics.WorkerPool"), Arrows.Value);
        Assert.Contains(new Arrow("Model.Cpu.CpuDevice", "Model.Device.IDevice"), Arrows.Value);
        Assert.Contains(new Arrow("Claims.Families.SparseCoding.SparseCodingInstance", "Claims.Instances.Instance"), Arrows.Value);
        Assert.True(Arrows.Value.Count > 1000, $"{Arrows.Value.Count} arrows");
    }

    private static void AssertNone(Func<Arrow, bool> isWrong) =>
        Assert.Empty(Arrows.Value.Where(isWrong).Select(static arrow => arrow.ToString()).Order(StringComparer.Ordinal));

    private static string? RoomOf(string type) => RoomsFromTheGround
        .Where(room => type.StartsWith(room + ".", StringComparison.Ordinal))
        .MaxBy(static room => room.Length);

    private static int Height(string type) => Array.IndexOf(RoomsFromTheGround, RoomOf(type));

    private static int? FamilyOf(string type)
    {
        string? room = RoomOf(type);
        int family = House.Families.ToList().FindIndex(rooms => rooms.Contains(room));
        return family < 0 ? null : family;
    }
}
